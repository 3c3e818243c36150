'use client';

import { useTransfers } from '#components/transfers/index.ts';
import { Button } from '#components/ui/button.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { undoDays } from '#lib/datasets/dataset-limits.ts';
import { datasetsPath } from '#lib/paths.ts';
import type { WorkspaceUsage } from '#lib/workspaces/workspace-schema.ts';
import type { ListView } from './list-view.ts';
import { useView } from './use-view.ts';

interface ListHeaderProps {
  workspace: WorkspaceUsage | undefined;
  kind: ListView['kind'];
}

export function ListHeader({ workspace, kind }: ListHeaderProps) {
  const { hrefOf } = useView();
  const { openUpload } = useTransfers();
  if (kind === 'deleted')
    return (
      <div className="mb-4">
        <h1>Recently deleted</h1>
        <p className="text-muted">
          Deleted datasets stay here for {undoDays} days and can be restored; then they are gone for good.
        </p>
      </div>
    );
  const mayUpload = workspace?.can.includes('dataset.create');
  return (
    <>
      <div className="flex min-h-8 items-center justify-between gap-3">
        <h1>Datasets</h1>
        {mayUpload ? (
          <Button look="primary" onClick={() => openUpload()}>
            Upload
          </Button>
        ) : null}
      </div>
      <Tabs
        shallow
        label="Which datasets"
        className="mt-1.5 mb-3"
        tabs={[
          {
            href: workspace ? datasetsPath(workspace.id) : hrefOf({ kind: 'mine' }),
            label: 'My datasets',
            current: kind === 'mine',
            count: workspace?.datasets,
          },
          {
            href: hrefOf({ kind: 'samples', search: '', dataTypeId: undefined, mineOnly: false }),
            label: 'Samples',
            current: kind === 'samples',
            count: workspace?.samples,
          },
        ]}
      />
    </>
  );
}
