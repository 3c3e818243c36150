'use client';

import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useReducer, useState } from 'react';
import { sessionQuery } from '#components/identity/session-query.ts';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { ListPaging } from '#components/ui/list-paging.tsx';
import { changeSelection, emptySelection } from '#components/ui/selection.ts';
import type { DataRequest } from '#lib/shares/data-request-schema.ts';
import { LedgerSkeleton } from '../ledger/ledger-skeleton.tsx';
import { LinkFilters } from '../ledger/link-filters.tsx';
import { LinkToolbar } from '../ledger/link-toolbar.tsx';
import type { LinkListProps } from '../ledger/share-list.tsx';
import { dataRequestsQuery } from '../share-queries.ts';
import { isFiltered, pageSize, queryOfView, unfilteredLinks } from '../share-view.ts';
import type { RequestQuestion } from './request-dialogs.tsx';
import { RequestTable } from './request-table.tsx';

const RequestDialogs = lazy(async () => ({
  default: (await import('./request-dialogs.tsx')).RequestDialogs,
}));

/** The workspace's links to receive data. */
export function RequestList({ workspaceId, can, view, hrefOf, change }: LinkListProps) {
  const api = useApi();
  const userId = useQuery(sessionQuery(api)).data?.user.id;
  const { data, error, refetch, isFetching, isPlaceholderData } = useQuery({
    ...dataRequestsQuery(api, workspaceId, queryOfView(view, userId)),
    enabled: !view.mineOnly || userId !== undefined,
  });
  const [selection, select] = useReducer(changeSelection<DataRequest>, emptySelection);
  const [question, ask] = useState<RequestQuestion>();
  useEffect(() => {
    if (data && !isPlaceholderData) select({ do: 'refresh', page: data.items });
  }, [data, isPlaceholderData]);
  const picked = [...selection.picked.values()];
  const mayChange = ({ maker }: DataRequest) => can.includes('share.manage') || maker.id === userId;
  return (
    <>
      <LinkFilters label="Filter by title or note" view={view} change={change}>
        {can.includes('share.create') ? (
          <Button look="primary" onClick={() => ask({ kind: 'new' })}>
            Request data…
          </Button>
        ) : null}
      </LinkFilters>
      {!data && error ? <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} /> : null}
      {!data && !error ? <LedgerSkeleton /> : null}
      {data ? (
        <div aria-busy={isPlaceholderData}>
          {data.items.length > 0 ? (
            <RequestTable
              workspaceId={workspaceId}
              rows={data.items}
              userId={userId}
              mayChange={mayChange}
              selection={selection}
              select={select}
              onAsk={ask}
            />
          ) : isFiltered(view) ? (
            <EmptyState
              title="Nothing matches these filters"
              action={<Button onClick={() => change(unfilteredLinks)}>Clear filters</Button>}
            />
          ) : (
            <EmptyState title="Nothing is asked for">
              A link to receive data lets people without an account send files: they see what you ask for, and
              nothing else. What arrives waits until a member accepts it as a dataset.
            </EmptyState>
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
      ) : null}
      {picked.length > 0 ? (
        <LinkToolbar
          picked={picked}
          onRevoke={() => ask({ kind: 'revoke', requests: picked })}
          onClear={() => select({ do: 'clear' })}
        />
      ) : null}
      <Suspense>
        {question ? (
          <RequestDialogs
            workspaceId={workspaceId}
            question={question}
            onRevoked={(ids) => select({ do: 'drop', ids })}
            onClose={() => ask(undefined)}
          />
        ) : null}
      </Suspense>
    </>
  );
}
