'use client';

import Link from 'next/link';
import { lazy } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ChevronDownIcon } from '#components/ui/icons.tsx';
import { MenuOnDemand } from '#components/ui/menu-on-demand.tsx';
import { Time } from '#components/ui/time.tsx';
import { countOf, formatCount } from '#lib/format/count.ts';
import { sharesPath } from '#lib/paths.ts';
import type { DataRequest } from '#lib/shares/data-request-schema.ts';
import { Until } from '../ledger/until.tsx';
import { LinkState } from '../link-state.tsx';
import type { RequestQuestion } from './request-dialogs.tsx';

const load = async () => ({ default: (await import('./request-menu.tsx')).RequestMenu });
const RequestMenu = lazy(load);

interface RequestTableProps {
  workspaceId: string;
  rows: readonly DataRequest[];
  userId: string | undefined;
  mayChange: (request: DataRequest) => boolean;
  onAsk: (question: RequestQuestion) => void;
}

/** Links to receive data: what is asked for, by whom, in what state, and what arrived. */
export function RequestTable({ workspaceId, rows, userId, mayChange, onAsk }: RequestTableProps) {
  return (
    <div className="panel overflow-hidden">
      <table className="table table-fixed">
        <caption className="sr-only">Links to receive data, newest first</caption>
        <thead>
          <tr>
            <th scope="col">What is asked for</th>
            <th scope="col" className="w-[92px]">
              State
            </th>
            <th scope="col" className="w-[132px] max-lg:hidden">
              By
            </th>
            <th scope="col" className="w-[112px] max-md:hidden">
              Until
            </th>
            <th scope="col" className="w-[168px] max-md:hidden">
              Received
            </th>
            <th scope="col" className="w-[132px]">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((request) => {
            const { id, title, note, maker, expiresAt, received, waiting, maxFiles, lastUsedAt } = request;
            const arrived = `${formatCount(received)} of ${countOf(maxFiles, 'file')}`;
            const facts = [request.hasPassword ? 'password' : '', note].filter(Boolean).join(' · ');
            return (
              <tr key={id}>
                <td className="py-1.5!">
                  <div className="line-clamp-2 font-semibold md:truncate" title={title}>
                    {title}
                  </div>
                  <div className="truncate text-muted text-xs" title={facts}>
                    {facts}
                  </div>
                  <div className="text-muted text-xs md:hidden">
                    {arrived} · <Until at={expiresAt} />
                  </div>
                </td>
                <td>
                  <LinkState link={request} />
                </td>
                <td className="truncate max-lg:hidden" title={maker.displayName}>
                  {maker.id === userId ? 'you' : maker.displayName}
                </td>
                <td className="text-muted max-md:hidden">
                  <Until at={expiresAt} />
                </td>
                <td className="max-md:hidden">
                  <div className="truncate">{arrived}</div>
                  <div className="truncate text-muted text-xs">
                    {waiting > 0 ? (
                      <Link prefetch={false} href={sharesPath(workspaceId, 'inbox')} className="link">
                        {formatCount(waiting)} to accept
                      </Link>
                    ) : lastUsedAt ? (
                      <>
                        last used <Time at={lastUsedAt} />
                      </>
                    ) : (
                      'never opened'
                    )}
                  </div>
                </td>
                <td className="text-right">
                  <MenuOnDemand
                    load={load}
                    trigger={
                      <Button aria-label={`Manage the link for ${title}`}>
                        Manage <ChevronDownIcon className="text-faint" />
                      </Button>
                    }
                  >
                    {(trigger) => (
                      <RequestMenu
                        trigger={trigger}
                        request={request}
                        mayChange={mayChange(request)}
                        onAsk={onAsk}
                      />
                    )}
                  </MenuOnDemand>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
