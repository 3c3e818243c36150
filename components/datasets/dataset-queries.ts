import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import { workspaceKey } from '#components/shell/workspace-query.ts';
import type { Call } from '#lib/api/client.ts';
import type { OperationInput } from '#lib/api/operations.ts';

/** What a list of datasets is asked by; everything has a default. */
export type DatasetListQuery = OperationInput<'listDatasets'>['query'];

const root = (workspaceId: string) => ['datasets', workspaceId] as const;
const one = (workspaceId: string, datasetId: string) => [...root(workspaceId), 'one', datasetId] as const;

export function datasetListQuery(api: Call, workspaceId: string, query: DatasetListQuery) {
  return queryOptions({
    queryKey: [...root(workspaceId), 'list', query],
    queryFn: ({ signal }) => api('listDatasets', { params: { workspaceId }, query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function datasetQuery(api: Call, workspaceId: string, datasetId: string) {
  return queryOptions({
    queryKey: one(workspaceId, datasetId),
    queryFn: ({ signal }) => api('getDataset', { params: { workspaceId, datasetId }, signal }),
  });
}

export function versionsQuery(api: Call, workspaceId: string, datasetId: string) {
  return infiniteQueryOptions({
    queryKey: [...one(workspaceId, datasetId), 'versions'],
    queryFn: ({ signal, pageParam }) =>
      api('listVersions', { params: { workspaceId, datasetId }, query: { before: pageParam }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ nextBefore }) => nextBefore ?? undefined,
  });
}

/** Version `n` alone; null where there is none. */
export function versionQuery(api: Call, workspaceId: string, datasetId: string, n: number) {
  return queryOptions({
    queryKey: [...one(workspaceId, datasetId), 'version', n],
    async queryFn({ signal }) {
      const query = { before: n + 1, limit: 1 };
      const { items } = await api('listVersions', { params: { workspaceId, datasetId }, query, signal });
      return items.find((version) => version.n === n) ?? null;
    },
  });
}

/** What lies directly in `folder`; where something is sought, all files of the version with that in their path. */
export function filesQuery(
  api: Call,
  { workspaceId, datasetId, n }: { workspaceId: string; datasetId: string; n: number },
  { folder, search }: { folder: string; search: string },
) {
  return infiniteQueryOptions({
    queryKey: [...one(workspaceId, datasetId), 'files', n, search === '' ? { folder } : { search }],
    queryFn: ({ signal, pageParam }) => {
      const which = search === '' ? { prefix: folder || undefined, delimiter: '/' as const } : { search };
      const query = { ...which, after: pageParam, limit: 200 };
      return api('listFiles', { params: { workspaceId, datasetId, n }, query, signal });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextAfter }) => nextAfter ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** One file of a version; null where there is none of that path. */
export function fileQuery(
  api: Call,
  { workspaceId, datasetId, n }: { workspaceId: string; datasetId: string; n: number },
  path: string,
) {
  return queryOptions({
    queryKey: [...one(workspaceId, datasetId), 'file', n, path],
    async queryFn({ signal }) {
      // Of all paths that begin so, the path itself is the first.
      const query = { prefix: path, limit: 1 };
      const { items } = await api('listFiles', { params: { workspaceId, datasetId, n }, query, signal });
      return items.find((file) => file.path === path) ?? null;
    },
  });
}

export function activityQuery(api: Call, workspaceId: string, datasetId: string) {
  return infiniteQueryOptions({
    queryKey: [...one(workspaceId, datasetId), 'activity'],
    queryFn: ({ signal, pageParam }) =>
      api('listActivity', { params: { workspaceId, datasetId }, query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

/** After any change to a dataset: its lists, its page and the workspace's counts are asked anew. */
export async function datasetsChanged(client: QueryClient, workspaceId: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: root(workspaceId) }),
    client.invalidateQueries({ queryKey: workspaceKey(workspaceId) }),
  ]);
}
