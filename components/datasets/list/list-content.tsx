'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { datasetListQuery } from '#components/datasets/dataset-queries.ts';
import { useApi } from '#components/shell/api-context.ts';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { ListPaging } from '#components/ui/list-paging.tsx';
import type { Selection, SelectionChange } from '#components/ui/selection.ts';
import type { Action } from '#lib/access/actions.ts';
import type { DatasetSummary } from '#lib/datasets/dataset-schema.ts';
import { DatasetTable } from './dataset-table.tsx';
import { pageSize, queryOfView } from './list-view.ts';
import { NoDatasets } from './no-datasets.tsx';
import { TableSkeleton } from './table-skeleton.tsx';
import { useView } from './use-view.ts';

interface ListContentProps {
  workspaceId: string;
  /** The workspace that is listed: the samples' own for samples, not yet known while the session loads. */
  listedIn: string | undefined;
  userId: string | undefined;
  can: readonly Action[];
  selection: Selection<DatasetSummary>;
  select: (change: SelectionChange<DatasetSummary>) => void;
}

export function ListContent({ workspaceId, listedIn, userId, can, selection, select }: ListContentProps) {
  const { view, hrefOf } = useView();
  const { data, error, refetch, isFetching, isPlaceholderData } = useQuery({
    ...datasetListQuery(useApi(), listedIn ?? '', queryOfView(view, userId)),
    enabled: listedIn !== undefined && (!view.mineOnly || userId !== undefined),
  });

  useEffect(() => {
    if (data && !isPlaceholderData) select({ do: 'refresh', page: data.items });
  }, [data, isPlaceholderData, select]);

  if (!data && error) return <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} />;
  if (!data) return <TableSkeleton />;
  return (
    <div aria-busy={isPlaceholderData}>
      {error ? (
        <div className="mb-3">
          <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} />
        </div>
      ) : null}
      {data.items.length === 0 ? (
        <NoDatasets workspaceId={workspaceId} mayUpload={can.includes('dataset.create')} />
      ) : (
        <DatasetTable
          workspaceId={workspaceId}
          rows={data.items}
          userId={userId}
          mayRestore={can.includes('dataset.delete')}
          selection={selection}
          select={select}
        />
      )}
      <ListPaging
        from={view.from}
        shown={data.items.length}
        total={data.total}
        pageSize={pageSize}
        nextHref={
          data.nextCursor
            ? hrefOf({ cursor: data.nextCursor, from: view.from + data.items.length })
            : undefined
        }
        firstHref={hrefOf({})}
      />
    </div>
  );
}
