'use client';

import { useUpdateDataset } from '#components/datasets/detail/use-update-dataset.ts';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { RenameDialog } from '#components/ui/rename-dialog.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { nameProblem } from '#lib/datasets/dataset-name.ts';
import type { Dataset } from '#lib/datasets/dataset-schema.ts';

export function RenameDatasetDialog({ dataset, onClose }: { dataset: Dataset; onClose: () => void }) {
  const { mutate, isPending, error, reset } = useUpdateDataset(dataset);
  return (
    <RenameDialog
      title="Rename this dataset"
      name={dataset.name}
      hint="Its address stays the same; scripts that look it up by name need the new one."
      problemOf={nameProblem}
      refusal={error ? errorSentence(error) : undefined}
      busy={isPending}
      onEdit={reset}
      onRename={(name) =>
        mutate(
          { name, replaces: { name: dataset.name } },
          {
            onSuccess: () => {
              showToast({ text: `Renamed to “${name}”.` });
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    />
  );
}
