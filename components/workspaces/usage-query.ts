import { queryOptions } from '@tanstack/react-query';
import type { Call } from '#lib/api/client.ts';

/** What the workspace keeps in storage; it changes behind the page. */
export function usageQuery(api: Call, workspaceId: string) {
  return queryOptions({
    queryKey: ['usage', workspaceId],
    queryFn: ({ signal }) => api('getUsage', { params: { workspaceId }, signal }),
    staleTime: 0,
  });
}
