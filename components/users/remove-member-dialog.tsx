'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useId, useState } from 'react';
import { LinksOfRemovedField } from '#components/shares/links-of-removed.tsx';
import { openLinksQuery, sharesChanged } from '#components/shares/share-queries.ts';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { tokensPath } from '#lib/paths.ts';
import type { LinksOfRemoved } from '#lib/shares/share-schema.ts';
import type { Member } from '#lib/users/user-schema.ts';
import { membersChanged } from './user-queries.ts';

interface RemoveMemberDialogProps {
  workspaceId: string;
  member: Member;
  onClose: () => void;
}

/** Says what a removal does, and what it does not, before it asks. */
export function RemoveMemberDialog({ workspaceId, member, onClose }: RemoveMemberDialogProps) {
  const api = useApi();
  const client = useQueryClient();
  const { userId, displayName } = member;
  const links = useQuery(openLinksQuery(api, workspaceId, userId));
  const [shares, decide] = useState<LinksOfRemoved>();
  const asked = useId();
  const undecided = links.data === undefined || (links.data > 0 && shares === undefined);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      api('removeMember', { params: { workspaceId, userId }, query: { shares: shares ?? 'keep' } }),
    onSuccess: () => {
      showToast({ text: `${displayName} was removed.` });
      onClose();
    },
    onSettled: () =>
      Promise.all([membersChanged(client, api, workspaceId), sharesChanged(client, workspaceId)]),
  });
  return (
    <Dialog
      title={`Remove ${displayName}?`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="destroy"
            busy={isPending || links.isPending}
            disabled={undecided}
            aria-describedby={asked}
            onClick={() => mutate()}
          >
            Remove
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <ul className="grid list-disc gap-1.5 pl-5">
          <li>Their next request is refused, on every server of this portal.</li>
          <li>An upload of theirs that runs stops, and is never listed.</li>
          <li>What they made stays: datasets, versions and experiments.</li>
        </ul>
        {links.data ? (
          <div className="grid gap-1.5">
            <LinksOfRemovedField name={displayName} count={links.data} value={shares} onChange={decide} />
            {shares === undefined ? (
              <p id={asked} className="text-muted">
                Choose one of these to go on.
              </p>
            ) : null}
          </div>
        ) : null}
        {links.error && links.data === undefined ? (
          <ErrorNotice error={links.error} onRetry={links.refetch} retrying={links.isFetching} />
        ) : null}
        <p>
          An authorization token they know <b>keeps working</b> until it is regenerated; do that in{' '}
          <Link href={tokensPath(workspaceId)} className="link">
            Authorization tokens
          </Link>
          .
        </p>
        {error ? <ErrorNotice error={error} /> : null}
      </div>
    </Dialog>
  );
}
