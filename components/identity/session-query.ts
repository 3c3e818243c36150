import { queryOptions } from '@tanstack/react-query';
import type { Call } from '#lib/api/client.ts';

/** Who is signed in, and where they are a member. */
export function sessionQuery(api: Call) {
  return queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => api('getSession', { signal }),
    staleTime: 5 * 60_000,
  });
}
