'use client';

import { lazy, Suspense, useState } from 'react';
import { DownloadButton } from '#components/preview/download-button.tsx';
import type { ReadTarget } from '#components/transfers/read-target.ts';
import { Button } from '#components/ui/button.tsx';
import type { Experiment, ExperimentOutput, ExperimentRun } from '#lib/experiments/experiment-schema.ts';

const OutputCodeDialog = lazy(async () => ({
  default: (await import('./output-code-dialog.tsx')).OutputCodeDialog,
}));
const SaveOutputDialog = lazy(async () => ({
  default: (await import('./save-output-dialog.tsx')).SaveOutputDialog,
}));

interface OutputActionsProps {
  workspaceId: string;
  experiment: Experiment;
  run: ExperimentRun;
  output: ExperimentOutput;
  target: ReadTarget;
  maySave: boolean;
}

export function OutputActions({ workspaceId, experiment, run, output, target, maySave }: OutputActionsProps) {
  const [dialog, setDialog] = useState<'code' | 'save'>();
  const close = () => setDialog(undefined);
  const subject = { workspaceId, experiment, run, output, onClose: close };
  return (
    <>
      <DownloadButton target={target} />
      {maySave ? <Button onClick={() => setDialog('save')}>Save as dataset…</Button> : null}
      {output.dataTypeId === 'Dataset' ? null : (
        <Button look="primary" onClick={() => setDialog('code')}>
          Generate data access code
        </Button>
      )}
      <Suspense>
        {dialog === 'code' ? <OutputCodeDialog {...subject} read={target} /> : null}
        {dialog === 'save' ? <SaveOutputDialog {...subject} /> : null}
      </Suspense>
    </>
  );
}
