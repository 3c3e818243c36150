'use client';

import { useApi } from '#components/shell/api-context.ts';
import type { Share } from '#lib/shares/share-schema.ts';
import { AccessLogDialog } from '../dialogs/access-log-dialog.tsx';
import { EditShareDialog } from '../dialogs/edit-share-dialog.tsx';
import { RevealLinkDialog } from '../dialogs/reveal-link-dialog.tsx';
import { RevokeDialog } from '../dialogs/revoke-dialog.tsx';

/** What is asked or shown about links. */
export type ShareQuestion =
  | { kind: 'link' | 'edit' | 'log'; share: Share }
  | { kind: 'revoke'; shares: readonly Share[] };

interface ShareDialogsProps {
  workspaceId: string;
  question: ShareQuestion;
  onRevoked: (ids: readonly string[]) => void;
  onClose: () => void;
}

export function ShareDialogs({ workspaceId, question, onRevoked, onClose }: ShareDialogsProps) {
  const api = useApi();
  const props = { workspaceId, onClose };
  switch (question.kind) {
    case 'link':
      return (
        <RevealLinkDialog
          title={`Link to “${question.share.datasetName}”`}
          link={question.share}
          reveal={(signal) =>
            api('revealShare', { params: { workspaceId, shareId: question.share.id }, signal })
          }
          onClose={onClose}
        />
      );
    case 'edit':
      return <EditShareDialog {...props} share={question.share} />;
    case 'log':
      return <AccessLogDialog {...props} id={question.share.id} name={question.share.datasetName} />;
    case 'revoke':
      return (
        <RevokeDialog
          {...props}
          revoke={(shareId) => api('revokeShare', { params: { workspaceId, shareId } })}
          consequence="Nothing opens by it from the next request on, on every server of this portal. A download that has started already may finish within minutes."
          links={question.shares
            .filter(({ revokedAt }) => !revokedAt)
            .map(({ id, datasetName, note }) => ({
              id,
              name: note ? `${datasetName} (${note})` : datasetName,
            }))}
          onRevoked={onRevoked}
        />
      );
  }
}
