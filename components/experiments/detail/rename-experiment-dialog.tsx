'use client';

import { useUpdateExperiment } from '#components/experiments/experiment-mutations.ts';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { RenameDialog } from '#components/ui/rename-dialog.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { experimentNameProblem } from '#lib/experiments/experiment-name.ts';
import type { Experiment } from '#lib/experiments/experiment-schema.ts';

export function RenameExperimentDialog({
  experiment,
  onClose,
}: {
  experiment: Experiment;
  onClose: () => void;
}) {
  const { mutate, isPending, error, reset } = useUpdateExperiment(experiment);
  return (
    <RenameDialog
      title="Rename this experiment"
      name={experiment.name}
      hint="Scripts find it by its id, which stays the same."
      problemOf={experimentNameProblem}
      refusal={error ? errorSentence(error) : undefined}
      busy={isPending}
      onEdit={reset}
      onRename={(name) =>
        mutate(
          { name },
          {
            onSuccess: (renamed) => {
              showToast({ text: `Renamed to “${renamed.name}”.` });
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    />
  );
}
