'use client';

import { DeleteDialog, type DeleteDialogProps } from '#components/removal/delete-dialog.tsx';
import { undoDays } from '#lib/datasets/dataset-limits.ts';
import { useRemovableExperiments } from './experiment-mutations.ts';

type DeleteExperimentsDialogProps = { workspaceId: string; experiments: DeleteDialogProps['things'] } & Pick<
  DeleteDialogProps,
  'onClose' | 'onDeleted' | 'onEnd'
>;

/** Asks before experiments are deleted. */
export function DeleteExperimentsDialog({ workspaceId, experiments, ...told }: DeleteExperimentsDialogProps) {
  return (
    <DeleteDialog
      removable={useRemovableExperiments(workspaceId)}
      things={experiments}
      consequence={`All runs and their outputs leave the lists at once, and scripts find them no longer. They can be restored for ${undoDays} days; then their bytes are removed for good. Datasets saved from them stay.`}
      {...told}
    />
  );
}
