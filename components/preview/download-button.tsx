'use client';

import { useState } from 'react';
import { useTransfers } from '#components/transfers/index.ts';
import type { ReadTarget } from '#components/transfers/read-target.ts';
import { Button, type ButtonLook, IconButton } from '#components/ui/button.tsx';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { DownloadIcon } from '#components/ui/icons.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { formatBytes } from '#lib/format/bytes.ts';

interface DownloadButtonProps {
  target: ReadTarget;
  look?: ButtonLook;
  /** Bytes that it brings, to be told on the button. */
  size?: number;
  /** Where several stand together: what this one downloads. The button is then the mark alone. */
  what?: string;
}

export function DownloadButton({ target, look, size, what }: DownloadButtonProps) {
  const { download } = useTransfers();
  const [busy, setBusy] = useState(false);

  async function start() {
    setBusy(true);
    try {
      if ('share' in target) await target.share.download(target.path);
      else await download(target);
    } catch (error) {
      showToast({ text: errorSentence(error), tone: 'bad' });
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
      <DownloadIcon /> Download{size === undefined ? null : ` ${formatBytes(size)}`}
    </Button>
  );
}
