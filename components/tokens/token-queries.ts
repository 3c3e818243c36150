import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Call } from '#lib/api/client.ts';
import type { RevealedToken, Token } from '#lib/tokens/token-schema.ts';

const tokensKey = (workspaceId: string) => ['tokens', workspaceId] as const;

/** The two tokens, masked. A secret itself is never kept in the cache. */
export function tokensQuery(api: Call, workspaceId: string) {
  return queryOptions({
    queryKey: tokensKey(workspaceId),
    queryFn: ({ signal }) => api('listTokens', { params: { workspaceId }, signal }),
    // It is asked who used them, and that changes behind the page.
    staleTime: 0,
  });
}

export function ownersQuery(api: Call, workspaceId: string) {
  return queryOptions({
    queryKey: ['owners', workspaceId],
    queryFn: ({ signal }) => api('listOwners', { params: { workspaceId }, signal }),
  });
}

/** Puts what a revealed token tells of itself, but not its secret, into the list. */
export async function keepMasked(client: QueryClient, workspaceId: string, revealed: RevealedToken) {
  const { token: _secret, ...masked } = revealed;
  const queryKey = tokensKey(workspaceId);
  // An answer on its way is older than this one.
  await client.cancelQueries({ queryKey });
  client.setQueryData<{ items: Token[] }>(queryKey, (list) =>
    list ? { items: list.items.map((token) => (token.slot === masked.slot ? masked : token)) } : list,
  );
}

/** Another may have regenerated a token: its list is asked anew. */
export function tokensChanged(client: QueryClient, workspaceId: string): Promise<void> {
  return client.invalidateQueries({ queryKey: tokensKey(workspaceId) });
}
