'use client';

import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { TextField } from './fields.tsx';

interface RenameDialogProps {
  title: string;
  name: string;
  hint: ReactNode;
  /** The rule a name breaks, as one sentence. */
  problemOf: (name: string) => string | undefined;
  /** Why the name was refused. */
  refusal: string | undefined;
  busy: boolean;
  /** Something else was typed: an old refusal no longer counts. */
  onEdit: () => void;
  onRename: (name: string) => void;
  onClose: () => void;
}

export function RenameDialog({
  title,
  name: given,
  hint,
  problemOf,
  refusal,
  busy,
  onEdit,
  onRename,
  onClose,
}: RenameDialogProps) {
  const form = useId();
  const [name, setName] = useState(given);
  const input = useRef<HTMLInputElement>(null);
  // After the dialog has opened: it would put the focus on its first button.
  useEffect(() => input.current?.select(), []);
  const problem = problemOf(name) ?? refusal;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (problemOf(name)) return;
    if (name === given) return onClose();
    onRename(name);
  }

  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary" busy={busy} disabled={problem !== undefined}>
            Rename
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <TextField
          label="Name"
          value={name}
          error={problem}
          hint={hint}
          autoComplete="off"
          spellCheck={false}
          ref={input}
          onChange={(event) => {
            setName(event.target.value);
            onEdit();
          }}
        />
      </form>
    </Dialog>
  );
}
