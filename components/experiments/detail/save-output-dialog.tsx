'use client';

import Link from 'next/link';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useSaveOutput } from '#components/experiments/experiment-mutations.ts';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { TextField } from '#components/ui/fields.tsx';
import { nameProblem } from '#lib/datasets/dataset-name.ts';
import { SluiceError } from '#lib/errors.ts';
import type { Experiment, ExperimentOutput, ExperimentRun } from '#lib/experiments/experiment-schema.ts';
import { outputName, proposeDatasetName } from '#lib/experiments/output-names.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { datasetPath } from '#lib/paths.ts';
import { otherName } from '#lib/transfers/other-name.ts';

interface SaveOutputDialogProps {
  workspaceId: string;
  experiment: Experiment;
  run: ExperimentRun;
  output: ExperimentOutput;
  onClose: () => void;
}

/** Asks what the new dataset is called; then leads to it. */
export function SaveOutputDialog({ workspaceId, experiment, run, output, onClose }: SaveOutputDialogProps) {
  const form = useId();
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(() => proposeDatasetName(experiment, output));
  const { mutate, isPending, error, data, reset } = useSaveOutput({
    workspaceId: experiment.workspaceId,
    experimentId: experiment.id,
    run: run.n,
    outputId: output.id,
  });
  // After the dialog has opened: it would put the focus on its first button.
  useEffect(() => input.current?.select(), []);
  const problem = nameProblem(name) ?? (error ? errorSentence(error) : undefined);
  const other = error instanceof SluiceError && error.code === 'name_taken' ? otherName(name) : undefined;

  if (data)
    return (
      <Dialog
        title="Saved as a dataset"
        onClose={onClose}
        footer={
          <>
            <Button onClick={onClose}>Close</Button>
            <Link href={datasetPath(workspaceId, data.id)} className={buttonClass('primary')}>
              Open the dataset
            </Link>
          </>
        }
      >
        <p role="status">
          <b className="font-semibold">{data.name}</b> holds the {formatBytes(data.size)} of{' '}
          {outputName(output)}, run {run.n}. It stays when the experiment is deleted.
        </p>
      </Dialog>
    );

  function edit(next: string) {
    setName(next);
    reset();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!nameProblem(name) && !isPending) mutate(name);
  }

  return (
    <Dialog
      title={`Save ${outputName(output)} as a dataset`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary" busy={isPending} disabled={problem !== undefined}>
            Save
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-3">
        <TextField
          label="Name of the dataset"
          value={name}
          error={problem}
          hint={`Storage copies the ${formatBytes(output.size)}; nothing is uploaded from here.`}
          autoComplete="off"
          spellCheck={false}
          ref={input}
          onChange={({ target }) => edit(target.value)}
        />
        {other ? (
          <div>
            <Button
              onClick={() => {
                edit(other);
                input.current?.focus();
              }}
            >
              Use “{other}”
            </Button>
          </div>
        ) : null}
      </form>
    </Dialog>
  );
}
