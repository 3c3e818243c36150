'use client';

import Link from 'next/link';
import { Time } from '#components/ui/time.tsx';
import { countOf, formatCount } from '#lib/format/count.ts';
import { sharesPath } from '#lib/paths.ts';
import type { DataRequest } from '#lib/shares/data-request-schema.ts';
import { LinkRow } from '../ledger/link-row.tsx';
import { type LinkRowsProps, LinkTable } from '../ledger/link-table.tsx';
import type { RequestQuestion } from './request-dialogs.tsx';

/** Links to receive data: what is asked for, by whom, in what state, and what arrived. */
export function RequestTable({
  workspaceId,
  userId,
  mayChange,
  onAsk,
  ...table
}: LinkRowsProps<DataRequest, RequestQuestion>) {
  return (
    <LinkTable
      {...table}
      mayChange={mayChange}
      caption="Links to receive data"
      what="What is asked for"
      counted="Received"
    >
      {(request, pick) => {
        const { title, note, hasPassword, received, waiting, maxFiles, lastUsedAt } = request;
        return (
          <LinkRow
            key={request.id}
            {...pick}
            link={request}
            name={`the link for ${title}`}
            subject={
              <div
                data-row-focus
                tabIndex={-1}
                className="line-clamp-2 font-semibold @3xl:truncate"
                title={title}
              >
                {title}
              </div>
            }
            facts={[hasPassword ? 'password' : '', note].filter(Boolean)}
            counted={`${formatCount(received)} of ${countOf(maxFiles, 'file')}`}
            countedMore={
              waiting > 0 ? (
                <Link prefetch={false} href={sharesPath(workspaceId, 'inbox')} className="link">
                  {formatCount(waiting)} to accept
                </Link>
              ) : lastUsedAt ? (
                <>
                  last used <Time at={lastUsedAt} />
                </>
              ) : (
                'never opened'
              )
            }
            userId={userId}
            mayChange={mayChange(request)}
            onChoose={(kind) => onAsk(kind === 'revoke' ? { kind, requests: [request] } : { kind, request })}
          />
        );
      }}
    </LinkTable>
  );
}
