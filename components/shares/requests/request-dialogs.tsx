'use client';

import { useApi } from '#components/shell/api-context.ts';
import type { DataRequest } from '#lib/shares/data-request-schema.ts';
import { AccessLogDialog } from '../dialogs/access-log-dialog.tsx';
import { RevealLinkDialog } from '../dialogs/reveal-link-dialog.tsx';
import { RevokeDialog } from '../dialogs/revoke-dialog.tsx';
import { EditRequestDialog } from './edit-request-dialog.tsx';
import { RequestDialog } from './request-dialog.tsx';

/** What is asked or shown about links to receive data. */
export type RequestQuestion =
  | { kind: 'new' }
  | { kind: 'link' | 'edit' | 'log'; request: DataRequest }
  | { kind: 'revoke'; requests: readonly DataRequest[] };

interface RequestDialogsProps {
  workspaceId: string;
  question: RequestQuestion;
  onRevoked: (ids: readonly string[]) => void;
  onClose: () => void;
}

export function RequestDialogs({ workspaceId, question, onRevoked, onClose }: RequestDialogsProps) {
  const api = useApi();
  const props = { workspaceId, onClose };
  switch (question.kind) {
    case 'new':
      return <RequestDialog {...props} />;
    case 'link':
      return (
        <RevealLinkDialog
          title={`Link for “${question.request.title}”`}
          link={question.request}
          reveal={(signal) =>
            api('revealDataRequest', { params: { workspaceId, requestId: question.request.id }, signal })
          }
          onClose={onClose}
        />
      );
    case 'edit':
      return <EditRequestDialog {...props} request={question.request} />;
    case 'log':
      return <AccessLogDialog {...props} id={question.request.id} name={question.request.title} />;
    case 'revoke':
      return (
        <RevokeDialog
          {...props}
          revoke={(requestId) => api('revokeDataRequest', { params: { workspaceId, requestId } })}
          consequence="Nothing can be sent by it from the next request on. What arrived stays and can be accepted."
          links={question.requests
            .filter(({ revokedAt }) => !revokedAt)
            .map(({ id, title }) => ({ id, name: title }))}
          onRevoked={onRevoked}
        />
      );
  }
}
