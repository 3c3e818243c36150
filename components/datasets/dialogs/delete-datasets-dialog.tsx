'use client';

import { useRemovableDatasets } from '#components/datasets/dataset-mutations.ts';
import { DeleteDialog, type DeleteDialogProps } from '#components/removal/delete-dialog.tsx';
import { undoDays } from '#lib/datasets/dataset-limits.ts';

type DeleteDatasetsDialogProps = { workspaceId: string; datasets: DeleteDialogProps['things'] } & Pick<
  DeleteDialogProps,
  'onClose' | 'onDeleted' | 'onEnd'
>;

/** Asks before datasets are deleted. */
export function DeleteDatasetsDialog({ workspaceId, datasets, ...told }: DeleteDatasetsDialogProps) {
  return (
    <DeleteDialog
      removable={useRemovableDatasets(workspaceId)}
      things={datasets}
      consequence={`All versions leave the lists at once. They can be restored for ${undoDays} days under “Recently deleted”; then their bytes are removed for good.`}
      {...told}
    />
  );
}
