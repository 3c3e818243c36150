'use client';

import { useDeleteDatasets } from '#components/datasets/dataset-mutations.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { undoDays } from '#lib/datasets/dataset-limits.ts';
import { countOf, formatCount } from '#lib/format/count.ts';

interface DeleteDatasetsDialogProps {
  workspaceId: string;
  datasets: readonly { id: string; name: string }[];
  onClose: () => void;
  /** These are gone from the lists; told also where the dialog was closed meanwhile. */
  onDeleted?: (done: readonly { id: string }[]) => void;
  /** It is through and the dialog still open; those that failed were told apart. */
  onEnd: (done: readonly { id: string }[]) => void;
}

const namesShown = 8;

/** Asks before datasets are deleted. */
export function DeleteDatasetsDialog({
  workspaceId,
  datasets,
  onClose,
  onDeleted,
  onEnd,
}: DeleteDatasetsDialogProps) {
  const { mutate, isPending, error } = useDeleteDatasets(workspaceId, onDeleted);
  const more = datasets.length - namesShown;
  return (
    <Dialog
      title={`Delete ${datasets.length === 1 ? 'this dataset' : countOf(datasets.length, 'dataset')}?`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="destroy"
            busy={isPending}
            onClick={() => mutate(datasets, { onSuccess: ({ done }) => onEnd(done) })}
          >
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
          All versions leave the lists at once. They can be restored for {undoDays} days under “Recently
          deleted”; then their bytes are removed for good.
        </p>
        {error ? <ErrorNotice error={error} /> : null}
      </div>
    </Dialog>
  );
}
