'use client';

import type { ReactNode } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { DownloadButton } from './download-button.tsx';
import type { FileAddress } from './preview-query.ts';

interface NoPreviewProps {
  title: string;
  address: FileAddress;
  /** One or two sentences: why, or what it is. */
  children: ReactNode;
}

/** In place of a preview: why there is none, and the way on. */
export function NoPreview({ title, address, children }: NoPreviewProps) {
  return (
    <div className="panel">
      <EmptyState title={title} action={<DownloadButton address={address} look="primary" />}>
        {children}
      </EmptyState>
    </div>
  );
}
