import { queryOptions } from '@tanstack/react-query';
import type { Call } from '#lib/api/client.ts';

/** What is kept of a workspace: its counts change with its datasets. */
export const workspaceKey = (workspaceId: string) => ['workspace', workspaceId] as const;

/** A workspace: name, what the caller may do there, and its counts. */
export function workspaceQuery(api: Call, workspaceId: string) {
  return queryOptions({
    queryKey: workspaceKey(workspaceId),
    queryFn: ({ signal }) => api('getWorkspace', { params: { workspaceId }, signal }),
  });
}
