'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useApi } from '#components/shell/api-context.ts';
import type { RevealedToken, Token } from '#lib/tokens/token-schema.ts';
import { keepMasked } from './token-queries.ts';

/**
 * The secret of one token, held in this component's state alone: it is gone when the component or the page is left,
 * and when the list tells of a newer generation.
 */
export function useTokenSecret(workspaceId: string, { slot, generation }: Token) {
  const api = useApi();
  const client = useQueryClient();
  const [shown, setShown] = useState<RevealedToken>();
  const secret = shown?.generation === generation ? shown.token : undefined;

  useEffect(() => {
    // The browser may keep the page as it is, to show it again on Back.
    const hide = () => flushSync(() => setShown(undefined));
    window.addEventListener('pagehide', hide);
    return () => window.removeEventListener('pagehide', hide);
  }, []);

  // The secret is handed on, not returned: what a mutation returns stays in the cache.
  async function fetchInto(take: (revealed: RevealedToken) => void) {
    const revealed = await api('revealToken', { params: { workspaceId, slot }, body: {} });
    await keepMasked(client, workspaceId, revealed);
    take(revealed);
  }
  const reveal = useMutation({ mutationFn: fetchInto });
  const copy = useMutation({ mutationFn: fetchInto });

  return {
    secret,
    show: setShown,
    hide: () => setShown(undefined),
    reveal: () => reveal.mutate(setShown),
    /** The secret without showing it; asks the server where it is not shown. */
    async fetchSecret(): Promise<RevealedToken> {
      let taken = secret ? shown : undefined;
      if (!taken)
        await copy.mutateAsync((revealed) => {
          taken = revealed;
        });
      return taken as RevealedToken;
    },
    isRevealing: reveal.isPending,
    revealError: reveal.error,
  };
}
