'use client';

import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useApi } from '#components/shell/api-context.ts';

export interface SecondaryToken {
  /** The secret, once it was asked for; kept in this component's state alone. */
  token: string | undefined;
  insert: () => void;
  isPending: boolean;
  error: unknown;
}

/** The workspace's secondary token for a piece of code; asking for it is written to the audit. */
export function useSecondaryToken(workspaceId: string): SecondaryToken {
  const api = useApi();
  const [token, setToken] = useState<string>();

  useEffect(() => {
    // The browser may keep the page as it is, to show it again on Back.
    const hide = () => flushSync(() => setToken(undefined));
    window.addEventListener('pagehide', hide);
    return () => window.removeEventListener('pagehide', hide);
  }, []);

  // The secret is put into the state, not returned: what a mutation returns stays in the cache.
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      const revealed = await api('revealToken', {
        params: { workspaceId, slot: 'secondary' },
        body: { purpose: 'access-code' },
      });
      setToken(revealed.token);
    },
  });
  return { token, insert: mutate, isPending, error };
}
