'use client';

import { useTransfers } from '#components/transfers/index.ts';
import { Button, type ButtonLook } from '#components/ui/button.tsx';
import { DownloadIcon } from '#components/ui/icons.tsx';
import type { FileAddress } from './preview-query.ts';

interface DownloadButtonProps {
  address: FileAddress;
  look?: ButtonLook;
  /** Where several stand together: what this one downloads, for screen readers. */
  what?: string;
}

export function DownloadButton({ address, look, what }: DownloadButtonProps) {
  const { download } = useTransfers();
  const { workspaceId, datasetId, version, file } = address;
  return (
    <Button
      look={look}
      aria-label={what && `Download ${what}`}
      onClick={() => download({ workspaceId, datasetId, n: version.n, path: file.path })}
    >
      <DownloadIcon /> Download
    </Button>
  );
}
