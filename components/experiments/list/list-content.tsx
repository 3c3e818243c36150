'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { experimentListQuery } from '#components/experiments/experiment-queries.ts';
import { useApi } from '#components/shell/api-context.ts';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { ListPaging } from '#components/ui/list-paging.tsx';
import type { Selection, SelectionChange } from '#components/ui/selection.ts';
import type { Action } from '#lib/access/actions.ts';
import type { ExperimentSummary } from '#lib/experiments/experiment-schema.ts';
import { ExperimentTable } from './experiment-table.tsx';
import { pageSize, queryOfView } from './experiment-view.ts';
import { NoExperiments } from './no-experiments.tsx';
import { TableSkeleton } from './table-skeleton.tsx';
import { useExperimentView } from './use-experiment-view.ts';

interface ListContentProps {
  workspaceId: string;
  /** The workspace that is listed: the samples' own for samples, not yet known while the session loads. */
  listedIn: string | undefined;
  userId: string | undefined;
  can: readonly Action[];
  selection: Selection<ExperimentSummary>;
  select: (change: SelectionChange<ExperimentSummary>) => void;
}

export function ListContent({ workspaceId, listedIn, userId, can, selection, select }: ListContentProps) {
  const { view, hrefOf } = useExperimentView();
  const { data, error, refetch, isFetching, isPlaceholderData } = useQuery({
    ...experimentListQuery(useApi(), listedIn ?? '', queryOfView(view)),
    enabled: listedIn !== undefined,
  });

  useEffect(() => {
    if (data && !isPlaceholderData) select({ do: 'refresh', page: data.items });
  }, [data, isPlaceholderData, select]);

  const notice = error ? <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} /> : null;
  if (!data) return notice ?? <TableSkeleton kind={view.kind} />;
  return (
    <div aria-busy={isPlaceholderData}>
      {notice ? <div className="mb-3">{notice}</div> : null}
      {data.items.length === 0 ? (
        <NoExperiments workspaceId={workspaceId} mayPublish={can.includes('experiment.edit')} />
      ) : (
        <ExperimentTable
          workspaceId={workspaceId}
          kind={view.kind}
          rows={data.items}
          userId={userId}
          mayPick={can.includes('experiment.delete')}
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
