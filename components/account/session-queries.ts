import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Call } from '#lib/api/client.ts';
import type { SessionInfo } from '#lib/users/user-schema.ts';

const queryKey = ['sessions'] as const;

/** My sessions that are alive, last used first. */
export function sessionsQuery(api: Call) {
  return queryOptions({
    queryKey,
    queryFn: ({ signal }) => api('listSessions', { signal }),
    // It is asked where one is signed in, and that changes behind the page.
    staleTime: 0,
  });
}

/** Takes an ended session out of the list at once, and asks for the list anew. */
export async function sessionEnded(client: QueryClient, sessionId: string): Promise<void> {
  await client.cancelQueries({ queryKey });
  client.setQueryData<{ items: SessionInfo[] }>(queryKey, (list) =>
    list ? { items: list.items.filter(({ id }) => id !== sessionId) } : list,
  );
  await client.invalidateQueries({ queryKey });
}
