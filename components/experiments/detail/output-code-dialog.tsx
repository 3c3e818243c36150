'use client';

import { AccessCodeDialog } from '#components/access-code/access-code-dialog.tsx';
import { useDialect } from '#components/access-code/use-dialect.ts';
import type { ReadTarget } from '#components/transfers/read-target.ts';
import { useOrigin } from '#components/ui/use-origin.ts';
import { outputTarget } from '#lib/access-code/access-target.ts';
import type { Experiment, ExperimentOutput, ExperimentRun } from '#lib/experiments/experiment-schema.ts';

interface OutputCodeDialogProps {
  /** The workspace one is in; a sample's own is another. */
  workspaceId: string;
  experiment: Experiment;
  run: ExperimentRun;
  output: ExperimentOutput;
  /** The output as its viewer reads it. */
  read: ReadTarget;
  onClose: () => void;
}

/** Code that reads an output. */
export function OutputCodeDialog({
  workspaceId,
  experiment,
  run,
  output,
  read,
  onClose,
}: OutputCodeDialogProps) {
  const portalUrl = useOrigin();
  const superseded = experiment.runs.some(
    ({ n, outputs }) =>
      n > run.n &&
      outputs.some(({ nodeId, portName }) => nodeId === output.nodeId && portName === output.portName),
  );
  const target = outputTarget(
    {
      portalUrl,
      workspaceId,
      home: experiment.workspaceId,
      experimentId: experiment.id,
      run: run.n,
      superseded,
    },
    output,
  );
  const { dataTypeId, size, etag } = output;
  const seen = useDialect({ target: read, dataTypeId, size, etag });
  return <AccessCodeDialog target={{ ...target, ...seen }} onClose={onClose} />;
}
