'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { LonePage } from '#components/shell/lone-page.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { forgetInvitationCode, takeInvitationCode } from './invitation-code.ts';
import { InvitationOffer } from './invitation-offer.tsx';
import { isSpentLink } from './sign-in-code.ts';

/** The page behind an invitation link: what the code after `#` offers, and the way to accept it. */
export function InvitationPage() {
  const api = useApi();
  const [code, setCode] = useState<string | null>();

  useEffect(() => {
    const look = () => setCode(takeInvitationCode() ?? null);
    look();
    // Another link pasted into this tab changes the hash alone, without a new page.
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, []);

  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['invitation', code],
    queryFn: ({ signal }) => api('readInvitation', { body: { code: code ?? '' }, signal }),
    enabled: Boolean(code),
    // Not beyond this page: the key holds the code.
    gcTime: 0,
  });
  const spent = isSpentLink(error);
  useEffect(() => {
    if (spent) forgetInvitationCode();
  }, [spent]);

  if (code === null || spent) return <DeadLink />;
  if (error)
    return (
      <LonePage title="The invitation cannot be read">
        <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} />
      </LonePage>
    );
  if (code && data) return <InvitationOffer code={code} offer={data} onSignedOut={refetch} />;
  return (
    <LonePage title="Reading the invitation…">
      <p className="text-muted">One moment.</p>
    </LonePage>
  );
}

/** One page for whatever is wrong with a link: it teaches nothing about invitations. */
function DeadLink() {
  return (
    <LonePage title="This invitation does not work any more">
      <p role="alert">
        An invitation link works once, and for 7 days. This one was used, revoked, replaced by a newer one, or
        is not complete. Ask an Owner of the workspace to send it again.
      </p>
      <p className="text-muted">If you have joined already, go on to your workspaces.</p>
      <div>
        <Link href="/" prefetch={false} className={buttonClass()}>
          Go to my workspaces
        </Link>
      </div>
    </LonePage>
  );
}
