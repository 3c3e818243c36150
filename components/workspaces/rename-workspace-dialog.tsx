'use client';

import { errorSentence } from '#components/ui/error-notice.tsx';
import { RenameDialog } from '#components/ui/rename-dialog.tsx';
import type { Workspace } from '#lib/workspaces/workspace-schema.ts';
import { nameProblem } from './name-problem.ts';
import { useRenameWorkspace } from './workspace-mutations.ts';

interface RenameWorkspaceDialogProps {
  workspace: Workspace;
  onClose: () => void;
}

export function RenameWorkspaceDialog({ workspace: { id, name }, onClose }: RenameWorkspaceDialogProps) {
  const { mutate, isPending, error, reset } = useRenameWorkspace(id, onClose);
  return (
    <RenameDialog
      title="Rename the workspace"
      name={name}
      hint="Scripts go by its id, which stays."
      problemOf={nameProblem}
      refusal={error ? errorSentence(error) : undefined}
      busy={isPending}
      onEdit={reset}
      onRename={(wanted) => mutate(wanted.trim())}
      onClose={onClose}
    />
  );
}
