'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { keepFocus } from '#components/ui/keep-focus.ts';
import type { SentInvitation } from '#lib/users/user-schema.ts';
import { InvitationRow } from './invitation-row.tsx';
import { SentInvitationDialog } from './sent-invitation-dialog.tsx';
import { invitationsQuery } from './user-queries.ts';

/** Invitations that wait for an answer; nothing where there is none. */
export function InvitationList({ workspaceId }: { workspaceId: string }) {
  const { data, error, refetch, isFetching } = useQuery(invitationsQuery(useApi(), workspaceId));
  const [sent, setSent] = useState<SentInvitation>();
  const items = data?.items ?? [];
  if (!data && error)
    return (
      <div className="mt-3">
        <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} />
      </div>
    );
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="waiting-invitations" className="mt-6">
      <h2 id="waiting-invitations" className="mb-2">
        Invited, not here yet
      </h2>
      <div ref={keepFocus} className="panel overflow-hidden">
        <table className="table">
          <caption className="sr-only">Invitations that wait for an answer</caption>
          <thead>
            <tr>
              <th scope="col">E-mail address</th>
              <th scope="col" className="max-md:hidden">
                Role
              </th>
              <th scope="col" className="max-lg:hidden">
                Invited by
              </th>
              <th scope="col" className="max-md:hidden">
                Link
              </th>
              <th scope="col">
                <span className="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((invitation) => (
              <InvitationRow
                key={invitation.id}
                workspaceId={workspaceId}
                invitation={invitation}
                onSent={setSent}
              />
            ))}
          </tbody>
        </table>
      </div>
      {sent ? <SentInvitationDialog sent={sent} onClose={() => setSent(undefined)} /> : null}
    </section>
  );
}
