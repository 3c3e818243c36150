'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { LonePage } from '#components/shell/lone-page.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { takeReturn } from './kept-return.ts';
import { takePending } from './pending-sign-in.ts';
import type { Provider } from './provider-client.ts';
import { leaveForProvider, takeAnswer } from './provider-sign-in.ts';
import { sessionQuery } from './session-query.ts';
import { WhySignIn } from './why-sign-in.tsx';

/** Signing in with the identity provider: leaves for it, and takes its answer when one comes back. */
export function ProviderSignInPage({ provider, wanted }: { provider: Provider; wanted: string | undefined }) {
  const api = useApi();
  const router = useRouter();
  const client = useQueryClient();
  const [looked, setLooked] = useState(false);
  const leave = useMutation({ mutationFn: () => leaveForProvider(api, provider) });
  const answer = useMutation({
    mutationFn: () => takeAnswer(api, provider),
    onSuccess: (session) => {
      if (!session) return;
      client.setQueryData(sessionQuery(api).queryKey, session);
      router.replace(takeReturn(wanted));
    },
  });

  const take = answer.mutate;
  useEffect(() => {
    if (takePending()) take();
    setLooked(true);
  }, [take]);

  if (!looked || answer.isPending || answer.data)
    return (
      <LonePage title="Signing you in…">
        <p className="text-muted">One moment.</p>
      </LonePage>
    );
  // The answer of an earlier try says nothing about the one that runs.
  const error = leave.error ?? (leave.isIdle ? answer.error : null);
  return (
    <LonePage title="Sign in to Sluice">
      {wanted && !error ? <WhySignIn /> : null}
      {error ? (
        <ErrorNotice error={error} />
      ) : (
        <p>Sluice is the gate to your team’s datasets. You sign in with your account at {provider.label}.</p>
      )}
      <div>
        <Button look="primary" busy={leave.isPending} onClick={() => leave.mutate()}>
          Sign in with {provider.label}
        </Button>
      </div>
      <p className="text-muted">Have you been given a one-time sign-in link? Open it in this browser.</p>
    </LonePage>
  );
}
