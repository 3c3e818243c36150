'use client';

import { useState } from 'react';
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

  async function run(download: (target: ManyTarget) => Promise<void>) {
    setBusy(true);
    try {
      await download(target);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Menu
      align="end"
      trigger={
        <Button busy={busy}>
          <DownloadIcon /> Download
        </Button>
      }
    >
      <MenuItem onSelect={() => void run(downloadZip)}>Download as zip</MenuItem>
      {canPickFolder() ? (
        <MenuItem onSelect={() => void run(downloadIntoFolder)}>Download into a folder…</MenuItem>
      ) : null}
    </Menu>
  );
}
