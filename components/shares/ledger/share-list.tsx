'use client';

import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useReducer, useState } from 'react';
import { sessionQuery } from '#components/identity/session-query.ts';
import { useApi } from '#components/shell/api-context.ts';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { ListPaging } from '#components/ui/list-paging.tsx';
import { changeSelection, emptySelection } from '#components/ui/selection.ts';
import type { Action } from '#lib/access/actions.ts';
import type { Share } from '#lib/shares/share-schema.ts';
import { sharesQuery } from '../share-queries.ts';
import { pageSize, queryOfView, type ShareListView } from '../share-view.ts';
import { LedgerSkeleton } from './ledger-skeleton.tsx';
import { LinkFilters } from './link-filters.tsx';
import { LinkToolbar } from './link-toolbar.tsx';
import { NoShares } from './no-shares.tsx';
import type { ShareQuestion } from './share-dialogs.tsx';
import { ShareTable } from './share-table.tsx';

const ShareDialogs = lazy(async () => ({ default: (await import('./share-dialogs.tsx')).ShareDialogs }));

export interface LinkListProps {
  workspaceId: string;
  can: readonly Action[];
  view: ShareListView;
  hrefOf: (change: Partial<ShareListView>) => string;
  change: (change: Partial<ShareListView>, how?: 'push' | 'replace') => void;
}

/** Share links of the workspace, as the address asks for them. */
export function ShareList({ workspaceId, can, view, hrefOf, change }: LinkListProps) {
  const api = useApi();
  const userId = useQuery(sessionQuery(api)).data?.user.id;
  const { data, error, refetch, isFetching, isPlaceholderData } = useQuery({
    ...sharesQuery(api, workspaceId, queryOfView(view, userId)),
    enabled: !view.mineOnly || userId !== undefined,
  });
  const [selection, select] = useReducer(changeSelection<Share>, emptySelection);
  const [question, ask] = useState<ShareQuestion>();
  useEffect(() => {
    if (data && !isPlaceholderData) select({ do: 'refresh', page: data.items });
  }, [data, isPlaceholderData]);
  const mayChange = (share: Share) => can.includes('share.manage') || share.maker.id === userId;
  const picked = [...selection.picked.values()];
  return (
    <>
      <LinkFilters label="Filter by dataset or note" view={view} change={change} />
      {!data && error ? <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} /> : null}
      {!data && !error ? <LedgerSkeleton /> : null}
      {data ? (
        <div aria-busy={isPlaceholderData}>
          {data.items.length === 0 ? (
            <NoShares workspaceId={workspaceId} view={view} change={change} />
          ) : (
            <ShareTable
              workspaceId={workspaceId}
              rows={data.items}
              userId={userId}
              mayChange={mayChange}
              selection={selection}
              select={select}
              onAsk={ask}
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
      ) : null}
      {picked.length > 0 ? (
        <LinkToolbar
          picked={picked}
          onRevoke={() => ask({ kind: 'revoke', shares: picked })}
          onClear={() => select({ do: 'clear' })}
        />
      ) : null}
      <Suspense>
        {question ? (
          <ShareDialogs
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
