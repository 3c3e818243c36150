'use client';

import { useState } from 'react';
import { useTransfers } from '#components/transfers/index.ts';
import { Button, type ButtonLook, IconButton } from '#components/ui/button.tsx';
import { DownloadIcon } from '#components/ui/icons.tsx';
import type { FileAddress } from './preview-query.ts';

interface DownloadButtonProps {
  address: FileAddress;
  look?: ButtonLook;
  /** Where several stand together: what this one downloads. The button is then the mark alone. */
  what?: string;
}

export function DownloadButton({ address, look, what }: DownloadButtonProps) {
  const { download } = useTransfers();
  const [busy, setBusy] = useState(false);

  async function start() {
    const { workspaceId, datasetId, version, file } = address;
    setBusy(true);
    try {
      await download({ workspaceId, datasetId, n: version.n, path: file.path });
    } finally {
      setBusy(false);
    }
  }

  if (what)
    return (
      <IconButton label={`Download ${what}`} busy={busy} onClick={start}>
        <DownloadIcon />
      </IconButton>
    );
  return (
    <Button look={look} busy={busy} onClick={start}>
      <DownloadIcon /> Download
    </Button>
  );
}
