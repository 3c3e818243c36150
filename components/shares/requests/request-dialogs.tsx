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
  | { kind: 'link' | 'edit' | 'log' | 'revoke'; request: DataRequest };

interface RequestDialogsProps {
  workspaceId: string;
  question: RequestQuestion;
  onClose: () => void;
}

export function RequestDialogs({ workspaceId, question, onClose }: RequestDialogsProps) {
  const api = useApi();
  const props = { workspaceId, onClose };
  if (question.kind === 'new') return <RequestDialog {...props} />;
  const { request } = question;
  switch (question.kind) {
    case 'link':
      return (
        <RevealLinkDialog
          title={`Link for “${request.title}”`}
          link={request}
          reveal={(signal) =>
            api('revealDataRequest', { params: { workspaceId, requestId: request.id }, signal })
          }
          onClose={onClose}
        />
      );
    case 'edit':
      return <EditRequestDialog {...props} request={request} />;
    case 'log':
      return <AccessLogDialog {...props} id={request.id} name={request.title} />;
    case 'revoke':
      return (
        <RevokeDialog
          {...props}
          revoke={(requestId) => api('revokeDataRequest', { params: { workspaceId, requestId } })}
          consequence="Nothing can be sent by it from the next request on. What arrived stays and can be accepted."
          links={[{ id: request.id, name: request.title }]}
        />
      );
  }
}
