'use client';

import { useState, useSyncExternalStore } from 'react';
import { useTransfers } from '#components/transfers/index.ts';
import { Button } from '#components/ui/button.tsx';
import { DownloadIcon } from '#components/ui/icons.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { canPickFolder } from './pickers.ts';
import type { ManyTarget } from './start-download.ts';

/** Downloads a version of many files: as one zip, or into a folder where the browser can write there. */
export function DownloadManyButton({ target }: { target: ManyTarget }) {
  const { downloadZip, downloadIntoFolder } = useTransfers();
  const [busy, setBusy] = useState(false);
  const picksFolders = useSyncExternalStore(
    () => () => {},
    canPickFolder,
    () => false,
  );

  async function run(download: (target: ManyTarget) => Promise<void>) {
    setBusy(true);
    try {
      await download(target);
    } finally {
      setBusy(false);
    }
  }

  const zip = () => void run(downloadZip);
  if (!picksFolders)
    return (
      <Button busy={busy} onClick={zip} title="All files as one zip">
        <DownloadIcon /> Download
      </Button>
    );
  return (
    <Menu
      align="end"
      trigger={
        <Button busy={busy}>
          <DownloadIcon /> Download
        </Button>
      }
    >
      <MenuItem onSelect={zip}>Download as zip</MenuItem>
      <MenuItem onSelect={() => void run(downloadIntoFolder)}>Download into a folder…</MenuItem>
    </Menu>
  );
}
