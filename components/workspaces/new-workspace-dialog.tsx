'use client';

import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { TextField } from '#components/ui/fields.tsx';
import { nameProblem } from './name-problem.ts';
import { useCreateWorkspace } from './workspace-mutations.ts';

/** Asks for a name, creates the workspace and goes to it. */
export function NewWorkspaceDialog({ onClose }: { onClose: () => void }) {
  const form = useId();
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const { mutate, isPending, error, reset } = useCreateWorkspace(onClose);
  // After the dialog has opened: it would put the focus on its first button.
  useEffect(() => field.current?.focus(), []);
  const problem = name === '' ? undefined : nameProblem(name);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!nameProblem(name) && !isPending) mutate(name.trim());
  }

  return (
    <Dialog
      title="New workspace"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={form}
            look="primary"
            busy={isPending}
            disabled={nameProblem(name) !== undefined}
          >
            Create
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <TextField
          ref={field}
          label="Name"
          autoComplete="off"
          value={name}
          error={error ? errorSentence(error) : problem}
          hint="Its own data, members and tokens. You are its Owner."
          onChange={(event) => {
            setName(event.target.value);
            reset();
          }}
        />
      </form>
    </Dialog>
  );
}
