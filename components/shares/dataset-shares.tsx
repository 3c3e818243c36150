'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { lazy, Suspense, useReducer, useState } from 'react';
import { sessionQuery } from '#components/identity/session-query.ts';
import { useApi } from '#components/shell/api-context.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { changeSelection, emptySelection } from '#components/ui/selection.ts';
import type { Action } from '#lib/access/actions.ts';
import { countOf } from '#lib/format/count.ts';
import { sharesPath } from '#lib/paths.ts';
import type { Share } from '#lib/shares/share-schema.ts';
import { LedgerSkeleton } from './ledger/ledger-skeleton.tsx';
import { LinkToolbar } from './ledger/link-toolbar.tsx';
import type { ShareQuestion } from './ledger/share-dialogs.tsx';
import { ShareTable } from './ledger/share-table.tsx';
import { ShareButton } from './share-button.tsx';
import { sharesQuery } from './share-queries.ts';

const ShareDialogs = lazy(async () => ({
  default: (await import('./ledger/share-dialogs.tsx')).ShareDialogs,
}));

interface DatasetSharesProps {
  workspaceId: string;
  dataset: { id: string; name: string; version: number; deletedAt: string | null };
  can: readonly Action[];
}

/** The links to one dataset, on its own page. */
export function DatasetShares({ workspaceId, dataset, can }: DatasetSharesProps) {
  const api = useApi();
  const userId = useQuery(sessionQuery(api)).data?.user.id;
  const query = sharesQuery(api, workspaceId, { datasetId: dataset.id, limit: 100 });
  const { data, error, refetch, isFetching } = useQuery(query);
  const [selection, select] = useReducer(changeSelection<Share>, emptySelection);
  const [question, ask] = useState<ShareQuestion>();
  const picked = [...selection.picked.values()];
  const mayShare = can.includes('share.create') && !dataset.deletedAt;
  if (!data && error) return <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} />;
  if (!data) return <LedgerSkeleton />;
  return (
    <div className="grid gap-3 lg:col-span-2 [&>*]:min-w-0">
      {data.items.length === 0 ? (
        <div className="panel">
          <EmptyState
            title="This dataset is not shared"
            action={
              mayShare ? <ShareButton look="primary" workspaceId={workspaceId} dataset={dataset} /> : null
            }
          >
            A share link gives people without an account this dataset: to look at, to download, to read from a
            script. It can be revoked at any moment.
          </EmptyState>
        </div>
      ) : (
        <ShareTable
          ofDataset
          workspaceId={workspaceId}
          rows={data.items}
          userId={userId}
          mayChange={(share) => can.includes('share.manage') || share.maker.id === userId}
          selection={selection}
          select={select}
          onAsk={ask}
        />
      )}
      {data.total > data.items.length ? (
        <p className="text-muted">
          The newest {data.items.length} of {countOf(data.total, 'link')};{' '}
          <Link href={sharesPath(workspaceId)} className="link">
            all links
          </Link>
        </p>
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
    </div>
  );
}
