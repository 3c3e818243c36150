'use client';

import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { WarningIcon } from '#components/ui/icons.tsx';
import { exactTime } from '#lib/format/time.ts';
import type { SentInvitation } from '#lib/users/user-schema.ts';
import { SecretLink } from './secret-link.tsx';

/** An invitation's link, shown this once, and whether a mail went out with it. */
export function SentInvitationDialog({ sent, onClose }: { sent: SentInvitation; onClose: () => void }) {
  const { email, role, url, expiresAt, mail } = sent;
  return (
    <Dialog
      title={`${email} is invited as ${role}`}
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="grid gap-3">
        {mail === 'sent' ? <p>The link was mailed to {email}. You can hand it over yourself too.</p> : null}
        {mail === 'failed' ? (
          <p role="alert" className="flex gap-3 rounded-(--radius) bg-warn-wash px-3 py-2.5">
            <WarningIcon className="mt-0.5 shrink-0 text-warn" />
            <span>The mail could not be sent; hand the link over yourself. The invitation stands.</span>
          </p>
        ) : null}
        {mail === 'off' ? (
          <p>No mail was sent: this portal has no mail server. Hand the link over yourself.</p>
        ) : null}
        <SecretLink what="invitation link" url={url} />
        <p className="text-muted">It works once, until {exactTime(expiresAt)}.</p>
      </div>
    </Dialog>
  );
}
