'use client';

import { PublishByCode } from '#components/experiments/publish-by-code.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ShallowLink } from '#components/ui/shallow-link.tsx';
import { undoDays } from '#lib/datasets/dataset-limits.ts';
import { useExperimentView } from './use-experiment-view.ts';

/** What stands in for an empty table, by the reason why it is empty. */
export function NoExperiments({ workspaceId, mayPublish }: { workspaceId: string; mayPublish: boolean }) {
  const { view, hrefOf, change } = useExperimentView();
  if (view.search !== '')
    return (
      <EmptyState
        title="No experiment has this in its name"
        action={<Button onClick={() => change({ search: '' })}>Clear the filter</Button>}
      />
    );
  if (view.from > 1)
    return (
      <EmptyState title="Nothing more on this page">What was here has been deleted meanwhile.</EmptyState>
    );
  if (view.kind === 'deleted')
    return (
      <EmptyState title={`No experiment was deleted in the last ${undoDays} days`}>
        A deleted experiment waits here and can be restored.
      </EmptyState>
    );
  if (view.kind === 'samples')
    return (
      <EmptyState title="There are no sample experiments">They are filled in when Sluice starts.</EmptyState>
    );
  return (
    <EmptyState
      title="No experiments yet"
      code={mayPublish ? <PublishByCode workspaceId={workspaceId} /> : null}
    >
      An experiment is a record: a training script, wherever it runs, publishes here what each of its runs put
      out, so that intermediate data can be looked at, downloaded, read from code and saved as a dataset. The{' '}
      <ShallowLink className="link" href={hrefOf({ kind: 'samples' })}>
        samples
      </ShallowLink>{' '}
      show one.
    </EmptyState>
  );
}
