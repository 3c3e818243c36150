'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { activityQuery } from '#components/datasets/dataset-queries.ts';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Time } from '#components/ui/time.tsx';
import { activityLines } from './activity-words.ts';

const waiting = ['a', 'b', 'c', 'd'];

export function ActivityTab({ workspaceId, datasetId }: { workspaceId: string; datasetId: string }) {
  const query = useInfiniteQuery(activityQuery(useApi(), workspaceId, datasetId));
  if (!query.data && query.error)
    return <ErrorNotice error={query.error} onRetry={query.refetch} retrying={query.isFetching} />;
  const lines = activityLines(query.data?.pages.flatMap(({ items }) => items) ?? []);

  return (
    <div className="grid gap-3">
      <ol className="panel" aria-label="Activity, newest first" aria-busy={query.isPending}>
        {lines.map(({ id, actor, text, times, at }) => (
          <li key={id} className="flex gap-3 border-line border-b px-3 py-2 last:border-b-0">
            <p className="min-w-0 flex-1">
              <b className="font-semibold">{actor}</b> {text}
              {times > 1 ? <span className="text-muted"> ({times} times)</span> : null}
            </p>
            <span className="text-muted">
              <Time at={at} />
            </span>
          </li>
        ))}
        {query.isPending
          ? waiting.map((line) => (
              <li key={line} className="border-line border-b px-3 py-3 last:border-b-0">
                <Skeleton className="w-1/2" />
              </li>
            ))
          : null}
        {query.data && lines.length === 0 ? (
          <li className="px-3 py-8 text-center text-muted">Nothing has happened to this dataset yet.</li>
        ) : null}
      </ol>
      {query.hasNextPage ? (
        <div>
          <Button busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
            Show earlier
          </Button>
        </div>
      ) : null}
    </div>
  );
}
