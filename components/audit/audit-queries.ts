import { infiniteQueryOptions } from '@tanstack/react-query';
import { type Call, fillPath } from '#lib/api/client.ts';
import { routes } from '#lib/api/routes.ts';
import type { AuditFilter } from './audit-view.ts';

/** What happened in a workspace, newest first, page by page. */
export function auditQuery(api: Call, workspaceId: string, filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ['audit', workspaceId, filter],
    queryFn: ({ pageParam, signal }) =>
      api('listAudit', { params: { workspaceId }, query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

/** The address that the same is downloaded from as a file. */
export function exportAddress(workspaceId: string, filter: AuditFilter, format: 'csv' | 'ndjson'): string {
  const search = new URLSearchParams({ ...filter, format } as Record<string, string>);
  return `${fillPath(routes.exportAudit.path, { workspaceId })}?${search}`;
}
