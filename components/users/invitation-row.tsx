'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { Time } from '#components/ui/time.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { countOf } from '#lib/format/count.ts';
import { daysUntil } from '#lib/format/time.ts';
import type { Invitation, SentInvitation } from '#lib/users/user-schema.ts';
import { invitationsChanged } from './user-queries.ts';

interface InvitationRowProps {
  workspaceId: string;
  invitation: Invitation;
  onSent: (sent: SentInvitation) => void;
}

export function InvitationRow({ workspaceId, invitation, onSent }: InvitationRowProps) {
  const api = useApi();
  const client = useQueryClient();
  const { id: invitationId, email, role, invitedBy, createdAt } = invitation;
  const params = { workspaceId, invitationId };
  const onError = (error: Error) => showToast({ text: errorSentence(error), tone: 'bad' });
  const onSettled = () => invitationsChanged(client, workspaceId);
  const resend = useMutation({
    // The link is handed on, not returned: what a mutation returns stays in the cache.
    mutationFn: async () => onSent(await api('resendInvitation', { params })),
    onError,
    onSettled,
  });
  const revoke = useMutation({
    mutationFn: () => api('revokeInvitation', { params }),
    onSuccess: () => showToast({ text: `The invitation of ${email} is revoked; its link is dead.` }),
    onError,
    onSettled,
  });
  return (
    <tr>
      <td className="py-2!">
        <span className="font-semibold">{email}</span>
        <div className="text-muted md:hidden">
          {role} · <LinkAge invitation={invitation} />
        </div>
      </td>
      <td className="whitespace-nowrap max-md:hidden">{role}</td>
      <td className="text-muted max-lg:hidden">
        {invitedBy}, <Time at={createdAt} />
      </td>
      <td className="whitespace-nowrap max-md:hidden">
        <LinkAge invitation={invitation} />
      </td>
      <td className="py-1.5! text-right">
        <span className="inline-flex flex-wrap justify-end gap-1.5 lg:flex-nowrap">
          <Button
            aria-label={`Send the invitation of ${email} again`}
            busy={resend.isPending}
            onClick={() => resend.mutate()}
          >
            Send again
          </Button>
          <Button
            look="danger"
            aria-label={`Revoke the invitation of ${email}`}
            busy={revoke.isPending}
            onClick={() => revoke.mutate()}
          >
            Revoke
          </Button>
        </span>
      </td>
    </tr>
  );
}

function LinkAge({ invitation: { isExpired, expiresAt } }: { invitation: Invitation }) {
  if (isExpired) return <Chip tone="warn">expired</Chip>;
  return <span className="text-muted">works {countOf(daysUntil(expiresAt, Date.now()), 'day')} more</span>;
}
