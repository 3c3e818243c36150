import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import { workspaceKey } from '#components/shell/workspace-query.ts';
import { type Call, fillPath } from '#lib/api/client.ts';
import type { OperationInput } from '#lib/api/operations.ts';
import { routes } from '#lib/api/routes.ts';

/** What a list of links is asked by; everything has a default. */
export type ShareListQuery = OperationInput<'listShares'>['query'];

const root = (workspaceId: string) => ['shares', workspaceId] as const;

/** Links of a workspace; never their codes. */
export function sharesQuery(api: Call, workspaceId: string, query: ShareListQuery) {
  return queryOptions({
    queryKey: [...root(workspaceId), 'list', query],
    queryFn: ({ signal }) => api('listShares', { params: { workspaceId }, query, signal }),
    placeholderData: keepPreviousData,
    // Who used them changes behind the page.
    staleTime: 0,
  });
}

/** Links to receive data of a workspace; never their codes. */
export function dataRequestsQuery(api: Call, workspaceId: string, query: ShareListQuery) {
  return queryOptions({
    queryKey: [...root(workspaceId), 'requests', query],
    queryFn: ({ signal }) => api('listDataRequests', { params: { workspaceId }, query, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** What arrived and awaits a member's word. */
export function submissionsQuery(api: Call, workspaceId: string) {
  return queryOptions({
    queryKey: [...root(workspaceId), 'submissions'],
    queryFn: ({ signal }) => api('listSubmissions', { params: { workspaceId }, query: {}, signal }),
  });
}

/** Who opened and downloaded by a link, newest first. */
export function accessesQuery(api: Call, workspaceId: string, shareId: string) {
  return infiniteQueryOptions({
    queryKey: [...root(workspaceId), 'accesses', shareId],
    queryFn: ({ signal, pageParam }) =>
      api('listShareAccesses', { params: { workspaceId, shareId }, query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    staleTime: 0,
  });
}

/** The address that a link's accesses are downloaded from as a file. */
export function accessesAddress(workspaceId: string, shareId: string, format: 'csv' | 'ndjson'): string {
  return `${fillPath(routes.exportShareAccesses.path, { workspaceId, shareId })}?format=${format}`;
}

/** What the workspace allows of links. */
export function sharePolicyQuery(api: Call, workspaceId: string) {
  return queryOptions({
    queryKey: [...root(workspaceId), 'policy'],
    queryFn: ({ signal }) => api('getSharePolicy', { params: { workspaceId }, signal }),
  });
}

/** How many links of a member are open, to datasets and to receive data. */
export function openLinksQuery(api: Call, workspaceId: string, makerId: string) {
  return queryOptions({
    queryKey: [...root(workspaceId), 'open', makerId],
    async queryFn({ signal }) {
      const query = { makerId, state: 'open', limit: 1 } as const;
      const asked = { params: { workspaceId }, query, signal };
      const lists = await Promise.all([api('listShares', asked), api('listDataRequests', asked)]);
      return lists.reduce((sum, { total }) => sum + total, 0);
    },
    staleTime: 0,
  });
}

/** After any change to links or requests: their lists and the workspace's counts are asked anew. */
export async function sharesChanged(client: QueryClient, workspaceId: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: root(workspaceId) }),
    client.invalidateQueries({ queryKey: workspaceKey(workspaceId) }),
  ]);
}
