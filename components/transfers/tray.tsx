'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { datasetsChanged } from '#components/datasets/dataset-queries.ts';
import { Button } from '#components/ui/button.tsx';
import { ChevronDownIcon } from '#components/ui/icons.tsx';
import { keepFocus } from '#components/ui/keep-focus.ts';
import { isAtStake, isRunning } from '#lib/transfers/transfer-view.ts';
import { atMostEvery } from './at-most-every.ts';
import { ClearDownloads } from './downloads/clear-downloads.tsx';
import { DownloadRow } from './downloads/download-row.tsx';
import { useDownloads } from './downloads/use-downloads.ts';
import { onListed, onLost } from './engine.ts';
import { ReceiptButton } from './receipt-button.tsx';
import { transfersStore } from './transfers-store.ts';
import { TrayCommands } from './tray-commands.tsx';
import { TrayRow } from './tray-row.tsx';
import { summarize } from './tray-summary.ts';
import { useLeaveGuard, useOfflineGuard, usePageProgress } from './use-page-progress.ts';

/** Lists show what was uploaded this often. */
const relistEveryMs = 1000;

/** The transfers of this page, bottom right, across its workspaces. */
export function Tray() {
  const view = useSyncExternalStore(transfersStore.subscribe, transfersStore.get, transfersStore.get);
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(true);
  const { transfers, news } = view;
  const downloads = useDownloads();
  const running = transfers.some(isRunning);
  const now = useNow(running || downloads.running);
  const down = downloads.summaryAt(now);
  const { title, detail, percent } = (transfers.length === 0 && down) || summarize(view, now);
  usePageProgress(percent);
  useOfflineGuard(
    downloads.running || transfers.some((transfer) => !transfer.elsewhere && isRunning(transfer)),
  );
  useLeaveGuard(
    downloads.atStake || transfers.some((transfer) => !transfer.elsewhere && isAtStake(transfer)),
  );
  useEffect(
    () =>
      onListed(
        atMostEvery(relistEveryMs, (workspaceId: string) => void datasetsChanged(queryClient, workspaceId)),
      ),
    [queryClient],
  );
  useEffect(
    () =>
      onLost((lost) => {
        import('./remembered.ts').then(({ offerLost }) => offerLost(lost)).catch(() => undefined);
      }),
    [],
  );
  const shown = transfers.length > 0 || down !== undefined;
  const tray = useTrayRoom(shown);

  return (
    <>
      <p role="status" className="sr-only">
        {news} {downloads.news}
      </p>
      {shown ? (
        <section
          ref={tray}
          aria-label="Transfers"
          className="fixed right-3 bottom-[68px] left-3 z-30 overflow-hidden rounded-lg bg-panel shadow-float md:right-5 md:left-auto md:w-[396px]"
        >
          <header className="flex items-center gap-2 py-2 pr-2 pl-3">
            <div className="min-w-0 flex-1">
              <h2 className="line-clamp-2 font-semibold">{title}</h2>
              <p className="truncate text-muted">{detail}</p>
              {transfers.length > 0 && down ? (
                <p className="truncate text-muted">
                  {down.title} · {down.detail}
                </p>
              ) : null}
            </div>
            {downloads.remembered.length > 0 && !downloads.running ? (
              <ReceiptButton ids={downloads.remembered} label="Receipt of the downloads as CSV" />
            ) : null}
            {downloads.over ? <ClearDownloads /> : null}
            <Button
              look="quiet"
              className="w-8 px-0!"
              aria-expanded={open}
              aria-label={open ? 'Fold the transfers' : 'Unfold the transfers'}
              onClick={() => setOpen(!open)}
            >
              <ChevronDownIcon className={open ? undefined : 'rotate-180'} />
            </Button>
          </header>
          {open ? (
            <>
              {transfers.length > 0 ? <TrayCommands transfers={transfers} /> : null}
              <ul ref={keepFocus} className="max-h-[min(320px,45dvh)] overflow-auto">
                {transfers.map((transfer) => (
                  <TrayRow
                    key={transfer.id}
                    transfer={transfer}
                    now={transfer.phase.name === 'waiting' ? performance.timeOrigin + now : undefined}
                  />
                ))}
                {downloads.downloads.map((download) => (
                  <DownloadRow key={download.id} download={download} now={now} />
                ))}
              </ul>
            </>
          ) : null}
        </section>
      ) : null}
    </>
  );
}

/** Monotonic ms, moving on every half second while `ticking`, so that pauses count down and rates fall. */
function useNow(ticking: boolean): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (!ticking) return;
    const timer = setInterval(() => setNow(performance.now()), 500);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}

/** Lets pages scroll as far as the tray is high, so that it covers nothing for good (`--tray-room`, see the shell). */
function useTrayRoom(shown: boolean) {
  const tray = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const { current } = tray;
    if (!shown || !current) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => {
      style.setProperty('--tray-room', `${current.offsetHeight + 88}px`);
    });
    observer.observe(current);
    return () => {
      observer.disconnect();
      style.removeProperty('--tray-room');
    };
  }, [shown]);
  return tray;
}
