'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { exactTime } from '#lib/format/time.ts';
import type { Member, SignInLink } from '#lib/users/user-schema.ts';
import { SecretLink } from './secret-link.tsx';

interface SignInLinkDialogProps {
  workspaceId: string;
  member: Member;
  onClose: () => void;
}

/** Makes a one-time sign-in link for a member who has none, and shows it this once. */
export function SignInLinkDialog({ workspaceId, member, onClose }: SignInLinkDialogProps) {
  const api = useApi();
  const [link, setLink] = useState<SignInLink>();
  const { userId, displayName, isYou } = member;
  const who = isYou ? 'you' : displayName;
  const { mutate, isPending, error } = useMutation({
    // The link is handed on, not returned: what a mutation returns stays in the cache.
    mutationFn: async () => setLink(await api('createSignInLink', { params: { workspaceId, userId } })),
  });
  return (
    <Dialog
      title={isYou ? 'Sign-in link for another browser' : `Sign-in link for ${displayName}`}
      onClose={onClose}
      footer={
        link ? (
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button look="primary" busy={isPending} onClick={() => mutate()}>
              Make the link
            </Button>
          </>
        )
      }
    >
      <div className="grid gap-3">
        {link ? (
          <>
            <SecretLink what="sign-in link" url={link.url} />
            <p className="text-muted">It works once, until {exactTime(link.expiresAt)}.</p>
          </>
        ) : (
          <p>
            Whoever opens the link first is signed in as <b>{who}</b>, once, within 24 hours. Hand it over by
            a way that only {isYou ? 'you read' : 'they read'}. Making it is written to the audit.
          </p>
        )}
        {error ? <ErrorNotice error={error} /> : null}
      </div>
    </Dialog>
  );
}
