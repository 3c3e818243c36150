import { queryOptions } from '@tanstack/react-query';
import type { Call } from '#lib/api/client.ts';
import type { DatasetFile, DatasetVersion, ReadKey } from '#lib/datasets/dataset-schema.ts';
import { createBlobSource } from '#lib/preview/blob-source.ts';
import { keyLifeMs } from '#lib/transfers/key-life.ts';

/** One file of one version. A version never changes once it is listed, so what was read of it stays true. */
export interface FileAddress {
  workspaceId: string;
  datasetId: string;
  version: DatasetVersion;
  file: DatasetFile;
}

function issuePreviewKey(
  api: Call,
  { workspaceId, datasetId, version, file }: FileAddress,
  signal: AbortSignal,
): Promise<ReadKey> {
  return api('issueReadKey', {
    params: { workspaceId, datasetId, n: version.n },
    body: { path: file.path, purpose: 'preview' },
    signal,
  });
}

const addressKey = ({ workspaceId, datasetId, version, file }: FileAddress) =>
  [workspaceId, datasetId, version.n, file.path, file.etag] as const;

export function previewQuery(api: Call, address: FileAddress) {
  return queryOptions({
    queryKey: ['preview', ...addressKey(address), address.version.dataTypeId],
    queryFn: async ({ signal }) => {
      // Loaded here, as it brings the CSV parser along.
      const { readPreview } = await import('#lib/preview/read-preview.ts');
      const source = createBlobSource({
        key: await issuePreviewKey(api, address, signal),
        renewKey: (during) => issuePreviewKey(api, address, during),
        fetch: (input, init) => fetch(input, init),
      });
      return readPreview(source, address.version.dataTypeId, signal);
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A key to show an image by. One that is two thirds through is asked for anew when the image is shown again. */
export function imageKeyQuery(api: Call, address: FileAddress) {
  return queryOptions({
    queryKey: ['preview', ...addressKey(address), 'key'],
    queryFn: ({ signal }) => issuePreviewKey(api, address, signal),
    staleTime: (keyLifeMs * 2) / 3,
    refetchOnWindowFocus: false,
  });
}
