import { type QueryClient, type QueryKey, queryOptions } from '@tanstack/react-query';
import { issueKey, type ReadTarget } from '#components/transfers/read-target.ts';
import type { Call } from '#lib/api/client.ts';
import type { DataTypeId } from '#lib/datasets/data-types.ts';
import { createBlobSource } from '#lib/preview/blob-source.ts';
import { previewShape } from '#lib/preview/preview-shape.ts';
import { keyLifeMs } from '#lib/transfers/key-life.ts';

/** A sealed file to look into. It never changes once it is listed, so what was read of it stays true. */
export interface PreviewFile {
  target: ReadTarget;
  dataTypeId: DataTypeId;
  size: number;
  etag: string;
}

export function previewQuery(api: Call, { target, dataTypeId, etag }: PreviewFile) {
  return queryOptions({
    queryKey: ['preview', target, etag, dataTypeId],
    queryFn: async ({ signal }) => {
      const source = createBlobSource({
        key: await issueKey(api, target, 'preview', signal),
        renewKey: (during) => issueKey(api, target, 'preview', during),
        fetch: (input, init) => fetch(input, init),
      });
      // Loaded here, as most pages show no preview.
      if (previewShape(dataTypeId) === 'parquet') {
        const { readParquetBeside } = await import('./read-parquet-beside.ts');
        return readParquetBeside(source, signal);
      }
      const { readPreview } = await import('#lib/preview/read-preview.ts');
      return readPreview(source, dataTypeId, signal);
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A key to show an image by. One that is two thirds through is asked for anew when the image is shown again. */
export function imageKeyQuery(api: Call, { target, etag }: PreviewFile) {
  return queryOptions({
    queryKey: ['preview', target, etag, 'key'],
    queryFn: ({ signal }) => issueKey(api, target, 'preview', signal),
    staleTime: (keyLifeMs * 2) / 3,
    refetchOnWindowFocus: false,
  });
}

/**
 * Asks anew at once. What is under way is given up first: a plain refetch would join it, and wait with it for storage
 * that may be silent for minutes.
 */
export async function askAnew(client: QueryClient, queryKey: QueryKey): Promise<void> {
  await client.cancelQueries({ queryKey, exact: true });
  await client.refetchQueries({ queryKey, exact: true });
}
