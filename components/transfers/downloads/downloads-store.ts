import { createExternalStore } from '#components/ui/external-store.ts';
import { emptyMeter, measure, type ProgressMeter } from '#lib/transfers/progress-meter.ts';
import type { FileOutcome, Job } from './messages.ts';
import { pickedHandle } from './pickers.ts';

export type DownloadPhase =
  | { name: 'loading' | 'paused' | 'cancelled' | 'done' }
  /** The page that began it is gone; it can go on from here. */
  | { name: 'interrupted' }
  /** `retryAt` is monotonic ms; undefined while there is no network. */
  | { name: 'waiting'; reason: string; retryAt: number | undefined }
  /** `elsewhere`: another tab has ended it; once more it is another download. */
  | { name: 'failed'; reason: string; elsewhere?: boolean };

/** One download as the tray shows it: a file, a zip or a folder of files. */
export interface Download {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly total: number;
  readonly phase: DownloadPhase;
  /** The file itself while this page lives, where it went through the browser's own storage. */
  readonly file?: File;
  /** Per file, for the receipt: outcome, bytes, MD5, seconds. */
  readonly outcomes: readonly FileOutcome[];
  readonly job: Job;
  /** Unix ms. */
  readonly startedAt: number;
  /** It ended, and the history of this browser has its receipt. */
  readonly remembered: boolean;
}

export interface DownloadsView {
  readonly downloads: readonly Download[];
  readonly meter: ProgressMeter;
  /** The last thing worth saying to people who do not see the tray. */
  readonly news: string;
}

export const downloadsStore = createExternalStore<DownloadsView>({
  downloads: [],
  meter: emptyMeter,
  news: '',
});

export function isLoading({ phase }: Download): boolean {
  return phase.name === 'loading' || phase.name === 'waiting';
}

/** Leaving the page now would lose work: only what goes into the browser's own storage goes on at the byte it reached. */
export function isAtStake(download: Download): boolean {
  return isLoading(download) && pickedHandle(download.job) !== undefined;
}

export function findDownload(id: string): Download | undefined {
  return downloadsStore.get().downloads.find((download) => download.id === id);
}

export function addDownload(download: Download): void {
  const view = downloadsStore.get();
  const begun = download.phase.name === 'loading';
  downloadsStore.set({
    downloads: [...view.downloads, download],
    meter: view.downloads.some(isLoading) ? view.meter : emptyMeter,
    news: begun ? `Downloading ${download.name}.` : view.news,
  });
}

export function changeDownload(id: string, change: Partial<Download>): void {
  const view = downloadsStore.get();
  const downloads = view.downloads.map((download) =>
    download.id === id ? { ...download, ...change } : download,
  );
  const sum = downloads.filter(isLoading).reduce((bytes, download) => bytes + download.bytes, 0);
  const changed = downloads.find((download) => download.id === id);
  // Another download that joins or ends makes the sum jump: the rate begins anew.
  const same = view.downloads.filter(isLoading).length === downloads.filter(isLoading).length;
  downloadsStore.set({
    downloads,
    meter: same ? measure(view.meter, performance.now(), sum) : emptyMeter,
    news: (changed && change.phase && newsOf(changed)) ?? view.news,
  });
}

/** It can no longer be handed over once more. */
export function dropFile(id: string): void {
  const view = downloadsStore.get();
  const downloads = view.downloads.map(({ file, ...download }) =>
    download.id === id || !file ? download : { ...download, file },
  );
  downloadsStore.set({ ...view, downloads });
}

export function removeDownloads(which: (download: Download) => boolean): void {
  const view = downloadsStore.get();
  downloadsStore.set({ ...view, downloads: view.downloads.filter((download) => !which(download)) });
}

function newsOf({ name, phase }: Download): string | undefined {
  if (phase.name === 'done') return `${name} is downloaded.`;
  if (phase.name === 'failed') return `${name} failed. ${phase.reason}`;
  if (phase.name === 'cancelled') return `${name} was cancelled.`;
  return undefined;
}
