'use client';

import { useMemo } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { showToast } from '#components/ui/toast-store.ts';
import { openUpload, type UploadRequest } from './desk.ts';
import type { ReadTarget } from './read-target.ts';

export interface Transfers {
  openUpload(options?: { dataset?: UploadRequest['dataset'] }): void;
  /** Hands the file to the browser's own downloads; several calls run one after the other. Failures are shown. */
  download(target: ReadTarget): Promise<void>;
}

/** Uploads and downloads, from anywhere below the workspace's shell. */
export function useTransfers(): Transfers {
  const api = useApi();
  return useMemo(
    () => ({
      openUpload,
      async download(target) {
        const tell = (text: string) => showToast({ text, tone: 'bad' });
        const loaded = await import('./download.ts').catch(() => undefined);
        if (!loaded) return void tell('The download could not begin; reload the page and try again.');
        await loaded.download(api, target, tell);
      },
    }),
    [api],
  );
}
