import { queryOptions } from '@tanstack/react-query';
import type { Call } from '#lib/api/client.ts';

/** A workspace: name, what the caller may do there, and its counts. */
export function workspaceQuery(api: Call, workspaceId: string) {
  return queryOptions({
    queryKey: ['workspace', workspaceId],
    queryFn: ({ signal }) => api('getWorkspace', { params: { workspaceId }, signal }),
  });
}
