'use client';

import { Dialog } from '#components/ui/dialog.tsx';
import type { DeletedWorkspace } from '#lib/workspaces/workspace-schema.ts';
import { DeletedWorkspaces } from './deleted-workspaces.tsx';

interface DeletedWorkspacesDialogProps {
  workspaces: readonly DeletedWorkspace[];
  onClose: () => void;
}

export function DeletedWorkspacesDialog({ workspaces, onClose }: DeletedWorkspacesDialogProps) {
  return (
    <Dialog title="Deleted workspaces" onClose={onClose}>
      <p className="mb-3 text-muted">
        A restored workspace comes back with its data, members and tokens, as it was.
      </p>
      <DeletedWorkspaces workspaces={workspaces} onRestored={onClose} />
    </Dialog>
  );
}
