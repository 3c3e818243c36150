'use client';

import type { ReactNode } from 'react';
import type { ReadTarget } from '#components/transfers/read-target.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { DownloadButton } from './download-button.tsx';

interface NoPreviewProps {
  title: string;
  target: ReadTarget;
  /** One or two sentences: why, or what it is. */
  children: ReactNode;
}

/** In place of a preview: why there is none, and the way on. */
export function NoPreview({ title, target, children }: NoPreviewProps) {
  return (
    <div className="panel">
      <EmptyState title={title} action={<DownloadButton target={target} look="primary" />}>
        {children}
      </EmptyState>
    </div>
  );
}
