import { queryOptions } from '@tanstack/react-query';
import { readHistory } from '../journal/journal.ts';

/** Transfers that ended in this browser. It is local: what another device did is in the activity of each dataset. */
export function historyQuery(userId: string | undefined, workspaceId: string) {
  return queryOptions({
    queryKey: ['transfers', 'history', workspaceId, userId],
    queryFn: () => readHistory(userId ?? '', workspaceId),
    enabled: userId !== undefined,
    staleTime: 0,
  });
}
