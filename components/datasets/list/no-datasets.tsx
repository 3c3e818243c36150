'use client';

import { useTransfers } from '#components/transfers/index.ts';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ShallowLink } from '#components/ui/shallow-link.tsx';
import { undoDays } from '#lib/datasets/dataset-limits.ts';
import { isFiltered, unfiltered } from './list-view.ts';
import { UploadByCode } from './upload-by-code.tsx';
import { useView } from './use-view.ts';

/** What stands in for an empty table, by the reason why it is empty. */
export function NoDatasets({ workspaceId, mayUpload }: { workspaceId: string; mayUpload: boolean }) {
  const { view, hrefOf, change } = useView();
  const { openUpload } = useTransfers();
  if (isFiltered(view))
    return (
      <EmptyState
        title="Nothing matches these filters"
        action={<Button onClick={() => change(unfiltered)}>Clear filters</Button>}
      />
    );
  if (view.from > 1)
    return (
      <EmptyState title="Nothing more on this page">What was here has been deleted meanwhile.</EmptyState>
    );
  if (view.kind === 'deleted')
    return (
      <EmptyState title={`Nothing was deleted in the last ${undoDays} days`}>
        A deleted dataset waits here and can be restored.
      </EmptyState>
    );
  if (view.kind === 'samples')
    return <EmptyState title="There are no samples">They are filled in when Sluice starts.</EmptyState>;
  return (
    <EmptyState
      title="No datasets yet"
      action={
        mayUpload ? (
          <Button look="primary" onClick={() => openUpload()}>
            Upload
          </Button>
        ) : null
      }
      code={mayUpload ? <UploadByCode workspaceId={workspaceId} /> : null}
    >
      A dataset is a file or a folder with a name, a type and versions, kept in your team’s own storage.
      {mayUpload ? ' Drop files anywhere on this page, or upload one. ' : ' '}
      The{' '}
      <ShallowLink className="link" href={hrefOf({ kind: 'samples' })}>
        samples
      </ShallowLink>{' '}
      are there to try things with.
    </EmptyState>
  );
}
