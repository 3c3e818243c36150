import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { sessionQuery } from '#components/identity/session-query.ts';
import { workspaceKey } from '#components/shell/workspace-query.ts';
import type { Call } from '#lib/api/client.ts';

const membersKey = (workspaceId: string) => ['members', workspaceId] as const;
const invitationsKey = (workspaceId: string) => ['invitations', workspaceId] as const;

export function membersQuery(api: Call, workspaceId: string) {
  return queryOptions({
    queryKey: membersKey(workspaceId),
    queryFn: ({ signal }) => api('listMembers', { params: { workspaceId }, signal }),
    // Who was seen last changes behind the page.
    staleTime: 0,
  });
}

/** Invitations that wait for an answer; never their links. */
export function invitationsQuery(api: Call, workspaceId: string) {
  return queryOptions({
    queryKey: invitationsKey(workspaceId),
    queryFn: ({ signal }) => api('listInvitations', { params: { workspaceId }, signal }),
    staleTime: 0,
  });
}

/** Somebody came, went or got another role; `self`: what one may do oneself is asked anew too. */
export async function membersChanged(client: QueryClient, api: Call, workspaceId: string, self = false) {
  const keys = [membersKey(workspaceId), ['owners', workspaceId]];
  const own = self ? [workspaceKey(workspaceId), sessionQuery(api).queryKey] : [];
  await Promise.all([...keys, ...own].map((queryKey) => client.invalidateQueries({ queryKey })));
}

export function invitationsChanged(client: QueryClient, workspaceId: string): Promise<void> {
  return client.invalidateQueries({ queryKey: invitationsKey(workspaceId) });
}
