'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { NoPreview } from './no-preview.tsx';
import { imageKeyQuery, type PreviewFile } from './preview-queries.ts';

/** Largest image shown, in bytes. */
export const largestImage = 20_000_000;

/** An image straight from storage. Inside `<img>` neither scripts nor links of an SVG live. */
export function ImageView({ file, name }: { file: PreviewFile; name: string }) {
  const { data: key, error, refetch, isRefetching } = useQuery(imageKeyQuery(useApi(), file));
  // The URL that failed: a fresh key, or another image, is tried anew.
  const [broken, setBroken] = useState<string>();

  if (error && !key) return <ErrorNotice error={error} onRetry={refetch} retrying={isRefetching} />;
  if (key && broken === key.url)
    return (
      <NoPreview title="This image cannot be shown" target={file.target}>
        Its bytes are missing in storage, or they are no image that this browser knows.
      </NoPreview>
    );
  return (
    <div className="panel grid min-h-60 place-items-center p-4">
      {key ? (
        // biome-ignore lint/performance/noImgElement: the image optimizer would draw the bytes through the server
        <img
          src={key.url}
          alt={name}
          referrerPolicy="no-referrer"
          onError={() => setBroken(key.url)}
          className="max-h-[70dvh] max-w-full object-contain"
        />
      ) : (
        <Skeleton className="h-52 w-full" />
      )}
    </div>
  );
}
