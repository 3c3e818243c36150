'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useApi } from '#components/shell/api-context.ts';
import { LonePage } from '#components/shell/lone-page.tsx';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { exactTime } from '#lib/format/time.ts';
import { signInPath } from '#lib/identity/return-path.ts';
import { datasetsPath } from '#lib/paths.ts';
import type { OfferedInvitation } from '#lib/users/user-schema.ts';
import { forgetInvitationCode } from './invitation-code.ts';
import { NewPersonForm } from './new-person-form.tsx';
import { sessionQuery } from './session-query.ts';

interface InvitationOfferProps {
  code: string;
  offer: OfferedInvitation;
  /** The one who was signed in is so no more: the offer reads otherwise. */
  onSignedOut: () => void;
}

/** What is offered, by whom and until when; accepted as who is signed in, or as somebody new. */
export function InvitationOffer({ code, offer, onSignedOut }: InvitationOfferProps) {
  const api = useApi();
  const client = useQueryClient();
  const router = useRouter();
  const { workspaceId, workspaceName, role, invitedBy, email, expiresAt, signedInAs, needsProvider } = offer;
  const accept = useMutation({
    mutationFn: (displayName: string | undefined) => api('acceptInvitation', { body: { code, displayName } }),
    onSuccess: (session) => {
      forgetInvitationCode();
      client.setQueryData(sessionQuery(api).queryKey, session);
      router.replace(datasetsPath(workspaceId));
    },
  });
  const signOut = useMutation({
    mutationFn: () => api('signOut', {}),
    onSuccess: () => {
      client.removeQueries({ queryKey: sessionQuery(api).queryKey });
      accept.reset();
      onSignedOut();
    },
  });
  const error = accept.error ?? signOut.error;
  return (
    <LonePage title={`Join “${workspaceName}”`}>
      <p>
        <b>{invitedBy}</b> invites {email} to this workspace as{' '}
        <b>{role === 'Owner' ? 'an Owner' : 'a User'}</b>
        {role === 'Owner'
          ? ': you do everything there, tokens and users included.'
          : ': you work with its datasets and experiments.'}
      </p>
      <p className="text-muted">The invitation works once, until {exactTime(expiresAt)}.</p>
      {signedInAs === null && needsProvider ? (
        <div>
          <Link href={signInPath('/invitation')} prefetch={false} className={buttonClass('primary')}>
            Sign in to accept
          </Link>
        </div>
      ) : null}
      {signedInAs === null && !needsProvider ? (
        <NewPersonForm busy={accept.isPending} onAccept={(name) => accept.mutate(name)} />
      ) : null}
      {signedInAs === null ? null : (
        <div className="flex flex-wrap gap-2">
          <Button look="primary" busy={accept.isPending} onClick={() => accept.mutate(undefined)}>
            Join as {signedInAs}
          </Button>
          <Button busy={signOut.isPending} onClick={() => signOut.mutate()}>
            Join as somebody else
          </Button>
        </div>
      )}
      {error ? <ErrorNotice error={error} /> : null}
    </LonePage>
  );
}
