import { queryOptions } from '@tanstack/react-query';
import type { Call } from '#lib/api/client.ts';
import { recallAll } from '../journal/journal.ts';

/** Uploads of this person that the portal holds open and the browser's journal does not have. */
export function begunElsewhereQuery(api: Call, userId: string | undefined, workspaceId: string) {
  return queryOptions({
    queryKey: ['transfers', 'elsewhere', workspaceId, userId],
    queryFn: async ({ signal }) => {
      const { items } = await api('listUploads', { params: { workspaceId }, signal });
      // Asked second: what was begun here meanwhile is in the journal by then.
      const here = new Set((await recallAll(userId ?? '')).map(({ uploadId }) => uploadId));
      return items.filter(({ id }) => !here.has(id));
    },
    enabled: userId !== undefined,
    staleTime: 0,
  });
}
