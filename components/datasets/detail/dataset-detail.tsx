'use client';

import { useQuery } from '@tanstack/react-query';
import { usePathname, useSearchParams } from 'next/navigation';
import { versionsQuery } from '#components/datasets/dataset-queries.ts';
import { useApi } from '#components/shell/api-context.ts';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import type { Action } from '#lib/access/actions.ts';
import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import { AboutPanel } from './about-panel.tsx';
import { DatasetHeader } from './dataset-header.tsx';
import { DeletedBanner } from './deleted-banner.tsx';
import { DetailContent } from './detail-content.tsx';
import { type DetailTab, detailSearch, parseDetailView } from './detail-view.ts';
import { GridSkeleton } from './grid-skeleton.tsx';

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
  ['activity', 'Activity'],
];

/** Samples are everybody's: who did what to them would tell people of one workspace about those of another. */
function tabsOf(kind: 'own' | 'sample') {
  return kind === 'own' ? tabLabels : tabLabels.filter(([tab]) => tab !== 'activity');
}

export function DatasetDetail({ workspaceId, dataset, kind, can }: DatasetDetailProps) {
  const pathname = usePathname();
  const asked = parseDetailView(useSearchParams());
  const view = tabsOf(kind).some(([tab]) => tab === asked.tab) ? asked : { ...asked, tab: 'data' as const };
  const versions = useQuery({
    ...versionsQuery(useApi(), dataset.workspaceId, dataset.id),
    // The newest version came with the dataset; the others are asked for where they are shown.
    enabled: view.tab === 'versions' || (view.version !== undefined && view.version !== dataset.version),
  });
  const hrefOf = (tab: DetailTab, version = view.version) => pathname + detailSearch({ tab, version });
  const shown =
    view.version === undefined || view.version === dataset.version
      ? dataset.newest
      : versions.data?.items.find(({ n }) => n === view.version);
  const waiting = !shown && versions.isPending && !versions.error;

  return (
    <div className="grid gap-3">
      <DatasetHeader workspaceId={workspaceId} dataset={dataset} shown={shown} kind={kind} can={can} />
      {dataset.deletedAt ? (
        <DeletedBanner dataset={dataset} mayRestore={can.includes('dataset.delete')} />
      ) : null}
      <Tabs
        label="Views of this dataset"
        tabs={tabsOf(kind).map(([tab, label]) => ({
          href: hrefOf(tab),
          label,
          current: view.tab === tab,
          count: { versions: dataset.version, files: shown?.files.length }[tab as string],
        }))}
      />
      {waiting ? <GridSkeleton /> : null}
      {!shown && versions.error ? (
        <ErrorNotice error={versions.error} onRetry={versions.refetch} retrying={versions.isFetching} />
      ) : null}
      {!shown && versions.data ? (
        <p className="panel px-4 py-12 text-center text-muted">
          This dataset has no version {view.version}; it has versions 1 to {dataset.version}.
        </p>
      ) : null}
      {shown ? (
        <DetailContent
          tab={view.tab}
          dataset={dataset}
          shown={shown}
          versions={versions}
          can={can}
          hrefOf={hrefOf}
          about={<AboutPanel dataset={dataset} version={shown} />}
        />
      ) : null}
    </div>
  );
}
