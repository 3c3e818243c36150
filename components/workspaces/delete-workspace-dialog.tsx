'use client';

import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { TextField } from '#components/ui/fields.tsx';
import type { Workspace } from '#lib/workspaces/workspace-schema.ts';
import { useEndWorkspace } from './workspace-mutations.ts';

interface DeleteWorkspaceDialogProps {
  workspace: Workspace;
  onClose: () => void;
}

/** Asks for the workspace's name before it is deleted. */
export function DeleteWorkspaceDialog({ workspace, onClose }: DeleteWorkspaceDialogProps) {
  const { id: workspaceId, name } = workspace;
  const form = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const { mutate, isPending, error } = useEndWorkspace(workspaceId, {
    end: (api) => api('deleteWorkspace', { params: { workspaceId }, body: { name: typed } }),
    said: `“${name}” is deleted; for 7 days its Owners can restore it under “Deleted workspaces”.`,
  });
  // After the dialog has opened: it would put the focus on its first button.
  useEffect(() => field.current?.focus(), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (typed === name && !isPending) mutate();
  }

  return (
    <Dialog
      title={`Delete “${name}”?`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="destroy" busy={isPending} disabled={typed !== name}>
            Delete the workspace
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-3">
        <p>
          From then on <b>nobody is a member</b> and <b>both authorization tokens are refused</b>. Its
          datasets and experiments stay for 7 days, in which you and its other Owners can restore it; then
          they are gone for good.
        </p>
        <TextField
          ref={field}
          label={
            <>
              Type <b className="select-all">{name}</b> to confirm
            </>
          }
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {error ? <ErrorNotice error={error} /> : null}
      </form>
    </Dialog>
  );
}
