'use client';

import { useQuery } from '@tanstack/react-query';
import { usePathname, useSearchParams } from 'next/navigation';
import { useRemovableDatasets } from '#components/datasets/dataset-mutations.ts';
import { versionQuery } from '#components/datasets/dataset-queries.ts';
import { GridSkeleton } from '#components/preview/grid-skeleton.tsx';
import { DeletedBanner } from '#components/removal/deleted-banner.tsx';
import { useApi } from '#components/shell/api-context.ts';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import type { Action } from '#lib/access/actions.ts';
import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import { AboutPanel } from './about-panel.tsx';
import { DatasetHeader } from './dataset-header.tsx';
import { DetailContent } from './detail-content.tsx';
import { type DetailTab, detailSearch, parseDetailView } from './detail-view.ts';

interface DatasetDetailProps {
  workspaceId: string;
  dataset: Dataset;
  kind: 'own' | 'sample';
  can: readonly Action[];
}

const tabLabels: [DetailTab, string][] = [
  ['data', 'Data'],
  ['readme', 'README'],
  ['versions', 'Versions'],
  ['files', 'Files'],
  ['code', 'Access code'],
  ['shares', 'Shares'],
  ['activity', 'Activity'],
];

/** Samples are everybody's: what people of one workspace do with them is not told to those of another. */
function tabsOf(kind: 'own' | 'sample') {
  return kind === 'own' ? tabLabels : tabLabels.filter(([tab]) => tab !== 'activity' && tab !== 'shares');
}

export function DatasetDetail({ workspaceId, dataset, kind, can }: DatasetDetailProps) {
  const pathname = usePathname();
  const asked = parseDetailView(useSearchParams());
  const view = tabsOf(kind).some(([tab]) => tab === asked.tab) ? asked : { ...asked, tab: 'data' as const };
  const { version: wanted = dataset.version } = view;
  const older = useQuery({
    ...versionQuery(useApi(), dataset.workspaceId, dataset.id, wanted),
    // The newest version came with the dataset.
    enabled: wanted !== dataset.version,
  });
  const removable = useRemovableDatasets(dataset.workspaceId);
  const hrefOf = (tab: DetailTab, version = view.version) => pathname + detailSearch({ tab, version });
  const shown = wanted === dataset.version ? dataset.newest : (older.data ?? undefined);

  return (
    <div className="grid gap-3">
      <DatasetHeader workspaceId={workspaceId} dataset={dataset} shown={shown} kind={kind} can={can} />
      {dataset.deletedAt ? (
        <DeletedBanner thing={dataset} removable={removable} mayRestore={can.includes('dataset.delete')} />
      ) : null}
      <Tabs
        shallow
        label="Views of this dataset"
        tabs={tabsOf(kind).map(([tab, label]) => ({
          href: hrefOf(tab),
          label,
          current: view.tab === tab,
          count: { versions: dataset.version, files: shown?.fileCount }[tab as string],
        }))}
      />
      {!shown && older.isPending ? <GridSkeleton /> : null}
      {!shown && older.error ? (
        <ErrorNotice error={older.error} onRetry={older.refetch} retrying={older.isFetching} />
      ) : null}
      {!shown && older.data === null ? (
        <p className="panel px-4 py-12 text-center text-muted">
          This dataset has no version {wanted}; it has versions 1 to {dataset.version}.
        </p>
      ) : null}
      {shown ? (
        <DetailContent
          tab={view.tab}
          workspaceId={workspaceId}
          dataset={dataset}
          shown={shown}
          can={can}
          hrefOf={hrefOf}
          about={<AboutPanel dataset={dataset} version={shown} />}
        />
      ) : null}
    </div>
  );
}
