import { MutationCache, type Query, QueryCache, QueryClient } from '@tanstack/react-query';
import { SluiceError } from '#lib/errors.ts';

/** One client per tab. `onSignedOut` runs when any answer says that nobody is signed in. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  function onError(error: unknown, query?: Pick<Query, 'queryKey'>) {
    if (!(error instanceof SluiceError)) return;
    if (error.code === 'not_signed_in') onSignedOut();
    // One's role may have changed, or one was removed: what one may do here is asked anew.
    if (error.code !== 'forbidden' && error.code !== 'not_found') return;
    if (query?.queryKey[0] !== 'workspace') void client.invalidateQueries({ queryKey: ['workspace'] });
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError: (error) => onError(error) }),
    defaultOptions: {
      // The portal may be on this very machine: what the browser thinks of the network decides nothing.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        // With the above not by itself: what a lost network left unanswered is asked again once it is back.
        refetchOnReconnect: true,
        staleTime: 10_000,
        // Only what may pass by itself is asked again; a refusal stays a refusal.
        retry: (failures, error) =>
          failures < 2 && error instanceof SluiceError && error.code === 'unavailable',
      },
    },
  });
  return client;
}
