'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { ShallowLink } from '#components/ui/shallow-link.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { AuditLine } from './audit-line.tsx';
import { auditQuery } from './audit-queries.ts';
import { type AuditFilter, type AuditView, wholeAudit } from './audit-view.ts';

const waiting = ['a', 'b', 'c', 'd', 'e', 'f'];

interface AuditListProps {
  workspaceId: string;
  filter: AuditFilter;
  hrefOf: (change: Partial<AuditView>) => string;
}

export function AuditList({ workspaceId, filter, hrefOf }: AuditListProps) {
  const query = useInfiniteQuery(auditQuery(useApi(), workspaceId, filter));
  if (!query.data && query.error)
    return <ErrorNotice error={query.error} onRetry={query.refetch} retrying={query.isFetching} />;
  const events = query.data?.pages.flatMap(({ items }) => items) ?? [];
  if (query.data && events.length === 0)
    return (
      <EmptyState
        title="Nothing matches these filters"
        action={
          <ShallowLink className="link" href={hrefOf(wholeAudit)}>
            Clear the filters
          </ShallowLink>
        }
      />
    );
  return (
    <div className="grid gap-3">
      <ol className="panel" aria-label="Audit, newest first" aria-busy={query.isPending}>
        {events.map((event) => (
          <AuditLine key={event.id} workspaceId={workspaceId} event={event} hrefOf={hrefOf} />
        ))}
        {query.isPending ? <WaitingLines /> : null}
      </ol>
      {query.isFetchNextPageError ? <ErrorNotice error={query.error} /> : null}
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

/** The list while it is not known whether one may see it. */
export function WaitingAudit() {
  return (
    <ol className="panel" aria-label="Audit, newest first" aria-busy="true">
      <WaitingLines />
    </ol>
  );
}

function WaitingLines() {
  return waiting.map((line) => (
    <li key={line} className="border-line border-b px-3 py-3.5 last:border-b-0">
      <Skeleton className="w-1/2" />
    </li>
  ));
}
