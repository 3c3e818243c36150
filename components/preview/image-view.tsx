'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { NoPreview } from './no-preview.tsx';
import { askAnew, imageKeyQuery, type PreviewFile } from './preview-queries.ts';
import { WaitingPreview } from './waiting-preview.tsx';

/** Largest image shown, in bytes. */
export const largestImage = 20_000_000;

/** An image straight from storage. Inside `<img>` neither scripts nor links of an SVG live. */
export function ImageView({ file, name }: { file: PreviewFile; name: string }) {
  const client = useQueryClient();
  const query = imageKeyQuery(useApi(), file);
  const { data: key, error, failureReason } = useQuery(query);
  // The URL that failed: a fresh key, or another image, is tried anew.
  const [broken, setBroken] = useState<string>();
  const [loaded, setLoaded] = useState<string>();

  if (key && broken === key.url)
    return (
      <NoPreview title="This image cannot be shown" target={file.target}>
        Its bytes are missing in storage, or they are no image that this browser knows.
      </NoPreview>
    );
  return (
    <div className="panel grid min-h-60 place-items-center p-4 [&>*]:[grid-area:1/1]">
      {key && loaded === key.url ? null : (
        <WaitingPreview
          error={key ? null : error}
          failure={key ? null : failureReason}
          onRetry={() => void askAnew(client, query.queryKey)}
        >
          <Skeleton className="h-52 w-full" />
        </WaitingPreview>
      )}
      {key ? (
        // biome-ignore lint/performance/noImgElement: the image optimizer would draw the bytes through the server
        <img
          src={key.url}
          alt={name}
          referrerPolicy="no-referrer"
          onLoad={() => setLoaded(key.url)}
          onError={() => setBroken(key.url)}
          className="max-h-[70dvh] max-w-full object-contain"
        />
      ) : null}
    </div>
  );
}
