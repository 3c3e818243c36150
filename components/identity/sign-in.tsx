'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { LonePage } from '#components/shell/lone-page.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { returnPath } from '#lib/identity/return-path.ts';
import { keepReturn, takeReturn } from './kept-return.ts';
import { OtherAddress } from './other-address.tsx';
import { ProviderSignInPage } from './provider-sign-in-page.tsx';
import { sessionQuery } from './session-query.ts';
import { isSpentLink, otherPersonOf, spendCode, takeSignInCode } from './sign-in-code.ts';
import { signInOptionsQuery } from './sign-in-options-query.ts';
import { WhySignIn } from './why-sign-in.tsx';

/** The page behind a sign-in link: it spends the code after `#` and goes to `wanted`, if that is a path of ours. */
export function SignIn({ wanted }: { wanted: string | undefined }) {
  const api = useApi();
  const router = useRouter();
  const client = useQueryClient();
  const [looked, setLooked] = useState(false);
  const { mutate, status, error, variables } = useMutation({
    mutationFn: (link: { code: string; replace: boolean }) => spendCode(api, link),
    onSuccess: (session) => {
      client.setQueryData(sessionQuery(api).queryKey, session);
      router.replace(takeReturn(wanted));
    },
  });

  useEffect(() => {
    if (wanted) keepReturn(wanted);
  }, [wanted]);

  useEffect(() => {
    function look() {
      const code = takeSignInCode();
      if (code) mutate({ code, replace: false });
      setLooked(true);
    }
    look();
    // Another link pasted into this tab changes the hash alone, without a new page.
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, [mutate]);

  if (status === 'idle' && looked)
    return (
      <OtherAddress path={returnPath(wanted)}>
        <HowToSignIn wanted={wanted} />
      </OtherAddress>
    );
  if (status !== 'error')
    return (
      <LonePage title="Signing you in…">
        <p className="text-muted">One moment.</p>
      </LonePage>
    );
  const others = otherPersonOf(error);
  if (others)
    return (
      <LonePage title={`You are signed in as ${others.signedInAs}`}>
        <p role="alert">
          This link signs in as <b>{others.linkOf}</b> instead. Go on only if you asked for it: whatever you
          then do is done in that account.
        </p>
        <div className="flex flex-wrap gap-2">
          <Button look="primary" onClick={() => router.replace('/')}>
            Stay {others.signedInAs}
          </Button>
          <Button onClick={() => mutate({ ...variables, replace: true })}>Sign in by the link</Button>
        </div>
      </LonePage>
    );
  if (isSpentLink(error))
    return (
      <LonePage title="This link does not work any more">
        <p role="alert">
          A sign-in link works once, and for a short time. Ask an Owner for a new one, or run{' '}
          <code>npm run sign-in-link</code> where Sluice runs.
        </p>
      </LonePage>
    );
  return (
    <OtherAddress path={`/sign-in#${variables.code}`}>
      <LonePage title="Signing in failed">
        <ErrorNotice error={error} />
        <div>
          <Button look="primary" onClick={() => mutate(variables)}>
            Try again
          </Button>
        </div>
      </LonePage>
    </OtherAddress>
  );
}

/** What there is without a link at hand: the identity provider where one is set, else words. */
function HowToSignIn({ wanted }: { wanted: string | undefined }) {
  const { data, error, refetch, isFetching } = useQuery(signInOptionsQuery(useApi()));
  if (data?.provider) return <ProviderSignInPage provider={data.provider} wanted={wanted} />;
  if (!data)
    return (
      <LonePage title="Sign in to Sluice">
        {error ? (
          <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} />
        ) : (
          <p className="text-muted">One moment.</p>
        )}
      </LonePage>
    );
  return (
    <LonePage title="Sign in to Sluice">
      {wanted ? <WhySignIn /> : null}
      <p>Sluice is the gate to your team’s datasets. You come in by a one-time sign-in link.</p>
      <p className="text-muted">
        The first Owner’s link is printed where Sluice was started. If you have none, ask an Owner for a new
        link, or run <code>npm run sign-in-link</code> where Sluice runs.
      </p>
    </LonePage>
  );
}
