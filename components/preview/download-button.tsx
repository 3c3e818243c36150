'use client';

import { useState } from 'react';
import { useTransfers } from '#components/transfers/index.ts';
import type { ReadTarget } from '#components/transfers/read-target.ts';
import { Button, type ButtonLook, IconButton } from '#components/ui/button.tsx';
import { DownloadIcon } from '#components/ui/icons.tsx';

interface DownloadButtonProps {
  target: ReadTarget;
  look?: ButtonLook;
  /** Where several stand together: what this one downloads. The button is then the mark alone. */
  what?: string;
}

export function DownloadButton({ target, look, what }: DownloadButtonProps) {
  const { download } = useTransfers();
  const [busy, setBusy] = useState(false);

  async function start() {
    setBusy(true);
    try {
      await download(target);
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
