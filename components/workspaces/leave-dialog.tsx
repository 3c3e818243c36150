'use client';

import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import type { Workspace } from '#lib/workspaces/workspace-schema.ts';
import { useEndWorkspace } from './workspace-mutations.ts';

interface LeaveDialogProps {
  workspace: Workspace;
  onClose: () => void;
}

/** Asks before one leaves; the last Owner is told by the server what to do first. */
export function LeaveDialog({ workspace: { id: workspaceId, name }, onClose }: LeaveDialogProps) {
  const { mutate, isPending, error } = useEndWorkspace(workspaceId, {
    end: (api) => api('leaveWorkspace', { params: { workspaceId } }),
    said: `You have left “${name}”.`,
  });
  return (
    <Dialog
      title={`Leave “${name}”?`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="destroy" busy={isPending} onClick={() => mutate()}>
            Leave
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p>
          You are a stranger here from your next request on, and uploads of yours that run stop. To come back
          you need a new invitation.
        </p>
        {error ? <ErrorNotice error={error} /> : null}
      </div>
    </Dialog>
  );
}
