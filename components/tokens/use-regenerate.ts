'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '#components/shell/api-context.ts';
import { showToast } from '#components/ui/toast-store.ts';
import { SluiceError } from '#lib/errors.ts';
import type { RevealedToken } from '#lib/tokens/token-schema.ts';
import type { TokenSlot } from '#lib/tokens/token-slots.ts';
import { keepMasked, tokensChanged } from './token-queries.ts';

/** Replaces the token of the generation given, and hands the new one to `take`. */
export function useRegenerate(workspaceId: string, slot: TokenSlot, take: (revealed: RevealedToken) => void) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    // The secret is handed on, not returned: what a mutation returns stays in the cache.
    mutationFn: async (generation: number) => {
      const revealed = await api('regenerateToken', { params: { workspaceId, slot }, body: { generation } });
      await keepMasked(client, workspaceId, revealed);
      take(revealed);
      showToast({ text: `The ${slot} token is a new one; the old one is refused from now on.` });
    },
    onError: (error) => {
      if (error instanceof SluiceError && error.code === 'conflict') void tokensChanged(client, workspaceId);
    },
  });
}
