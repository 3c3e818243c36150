import { queryOptions } from '@tanstack/react-query';
import type { Call } from '#lib/api/client.ts';

/** How one signs in here; it changes with the portal's settings alone. */
export function signInOptionsQuery(api: Call) {
  return queryOptions({
    queryKey: ['sign-in-options'],
    queryFn: ({ signal }) => api('getSignInOptions', { signal }),
    staleTime: 5 * 60_000,
  });
}
