import { useSyncExternalStore } from 'react';
import { downloadsStore, isAtStake, isLoading } from './downloads-store.ts';
import { summarizeDownloads } from './downloads-summary.ts';

/** The downloads of this page and what the tray says of them. */
export function useDownloads() {
  const view = useSyncExternalStore(downloadsStore.subscribe, downloadsStore.get, downloadsStore.get);
  return {
    ...view,
    running: view.downloads.some(isLoading),
    atStake: view.downloads.some(isAtStake),
    over: view.downloads.some(({ phase }) => phase.name === 'done' || phase.name === 'cancelled'),
    remembered: view.downloads.filter(({ remembered }) => remembered).map(({ id }) => id),
    summaryAt: (now: number) => summarizeDownloads(view, now),
  };
}
