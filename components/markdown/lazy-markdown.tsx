'use client';

import { lazy, Suspense } from 'react';
import { Skeleton } from '#components/ui/skeleton.tsx';

const Markdown = lazy(async () => ({
  default: (await import('./markdown.tsx')).Markdown,
}));

/** Rendered Markdown; its renderer is fetched when it is first shown. */
export function LazyMarkdown({ text }: { text: string }) {
  return (
    <Suspense
      fallback={
        <div className="grid gap-3" aria-busy="true">
          <Skeleton className="w-1/2" />
          <Skeleton />
          <Skeleton className="w-2/3" />
        </div>
      }
    >
      <Markdown text={text} />
    </Suspense>
  );
}
