'use client';

import { useDeleteDatasets } from '#components/datasets/dataset-mutations.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { countOf, formatCount } from '#lib/format/count.ts';

interface DeleteDatasetsDialogProps {
  workspaceId: string;
  datasets: readonly { id: string; name: string }[];
  onClose: () => void;
  /** The datasets are gone from the lists (those that failed were told apart). */
  onDeleted: () => void;
}

const namesShown = 8;

/** Asks before datasets are deleted. */
export function DeleteDatasetsDialog({
  workspaceId,
  datasets,
  onClose,
  onDeleted,
}: DeleteDatasetsDialogProps) {
  const { mutate, isPending, error } = useDeleteDatasets(workspaceId);
  const more = datasets.length - namesShown;
  return (
    <Dialog
      title={`Delete ${datasets.length === 1 ? 'this dataset' : countOf(datasets.length, 'dataset')}?`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="destroy" busy={isPending} onClick={() => mutate(datasets, { onSuccess: onDeleted })}>
            Delete
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <ul className="grid gap-1">
          {datasets.slice(0, namesShown).map(({ id, name }) => (
            <li key={id} className="font-semibold">
              {name}
            </li>
          ))}
          {more > 0 ? <li className="text-muted">and {formatCount(more)} more</li> : null}
        </ul>
        <p>
          All versions leave the lists at once. They can be restored for 7 days under “Recently deleted”; then
          their bytes are removed for good.
        </p>
        {error ? <ErrorNotice error={error} /> : null}
      </div>
    </Dialog>
  );
}
