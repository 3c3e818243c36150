'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { sessionQuery } from '#components/identity/session-query.ts';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { countOf } from '#lib/format/count.ts';
import { useDownloads } from '../downloads/use-downloads.ts';
import { clearHistory } from '../journal/journal.ts';
import { transfersStore } from '../transfers-store.ts';
import { BegunElsewhere } from './begun-elsewhere.tsx';
import { begunElsewhereQuery } from './begun-elsewhere-query.ts';
import { historyQuery } from './history-queries.ts';
import { HistoryTable } from './history-table.tsx';
import { NoTransfers } from './no-transfers.tsx';

/** What this browser uploaded to the workspace and downloaded from it, with receipts. What runs is in the tray. */
export function TransfersPage({ workspaceId }: { workspaceId: string }) {
  const { data: session } = useQuery(sessionQuery(useApi()));
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const userId = session?.user.id;
  const query = historyQuery(userId, workspaceId);
  const { data: history, error } = useQuery(query);
  // What it finds stands above the history, and would move it.
  const { isLoading, failureCount } = useQuery(begunElsewhereQuery(useApi(), userId, workspaceId));
  const waiting = isLoading && failureCount === 0;
  const ended = useEnded();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a transfer that ended is in the history now
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ['transfers'] });
  }, [ended, client]);

  async function clear() {
    setAsking(false);
    if (userId) await clearHistory(userId, workspaceId);
    await client.invalidateQueries({ queryKey: ['transfers', 'history'] });
  }

  return (
    <>
      <header className="flex flex-wrap items-center justify-between gap-2 pb-4">
        <div>
          <h1 className="font-semibold text-xl">Transfers</h1>
          <p className="text-muted">
            What was uploaded and downloaded with this browser. What runs now is at the bottom right, on every
            page.
          </p>
        </div>
        {history?.length ? <Button onClick={() => setAsking(true)}>Clear the history</Button> : null}
      </header>
      <BegunElsewhere userId={userId} workspaceId={workspaceId} />
      {error ? (
        <p role="alert" className="text-bad">
          This browser keeps no history: its storage is full or switched off. Transfers work all the same.
        </p>
      ) : history && history.length === 0 && !waiting ? (
        <NoTransfers />
      ) : (
        <HistoryTable history={waiting ? undefined : history} />
      )}
      {asking ? (
        <Dialog
          title="Clear the history?"
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button onClick={() => setAsking(false)}>Cancel</Button>
              <Button look="destroy" onClick={clear}>
                Clear the history
              </Button>
            </>
          }
        >
          <p>
            {countOf(history?.length ?? 0, 'receipt')} will be forgotten by this browser. The datasets and the
            files stay.
          </p>
        </Dialog>
      ) : null}
    </>
  );
}

/** How many transfers of this page have ended and are in the history. */
function useEnded(): number {
  const { subscribe, get } = transfersStore;
  const { transfers } = useSyncExternalStore(subscribe, get, get);
  const { remembered } = useDownloads();
  const uploads = transfers.filter(({ settled }) => settled);
  return uploads.length + remembered.length;
}
