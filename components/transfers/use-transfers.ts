'use client';

import { useMemo } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { showToast } from '#components/ui/toast-store.ts';
import { openUpload, type UploadRequest } from './desk.ts';
import type { ManyTarget } from './downloads/start-download.ts';
import type { ReadTarget } from './read-target.ts';

export interface Transfers {
  openUpload(options?: { dataset?: UploadRequest['dataset'] }): void;
  /** Downloads one file, to where the browser allows it. These settle once it began; failures are shown. */
  download(target: ReadTarget): Promise<void>;
  /** Downloads all files of a version. */
  downloadZip(target: ManyTarget): Promise<void>;
  downloadIntoFolder(target: ManyTarget): Promise<void>;
}

/** Uploads and downloads, from anywhere below the workspace's shell. */
export function useTransfers(): Transfers {
  const api = useApi();
  return useMemo(
    () => ({
      openUpload,
      download: (target) => begin((loaded) => loaded.downloadFile(api, target, tell)),
      downloadZip: (target) => begin((loaded) => loaded.downloadZip(api, target, tell)),
      downloadIntoFolder: (target) => begin((loaded) => loaded.downloadIntoFolder(api, target, tell)),
    }),
    [api],
  );
}

function tell(text: string): void {
  showToast({ text, tone: 'bad' });
}

async function begin(
  run: (loaded: typeof import('./downloads/start-download.ts')) => Promise<void>,
): Promise<void> {
  const loaded = await import('./downloads/start-download.ts').catch(() => undefined);
  if (!loaded) return tell('The download could not begin; reload the page and try again.');
  await run(loaded);
}
