'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { sessionQuery } from '#components/identity/session-query.ts';
import { useApi } from '#components/shell/api-context.ts';
import { ClockIcon } from '#components/ui/icons.tsx';
import { countOf } from '#lib/format/count.ts';
import { sharesPath } from '#lib/paths.ts';
import { missedSoon, tellBefore } from '../ending.ts';
import { dataRequestsQuery, sharesQuery } from '../share-queries.ts';
import { searchOfView, viewFromSearch } from '../share-view.ts';

/** Tells a maker which links end within three days, to datasets and to receive data; nothing where none does. */
export function EndingBanner({ workspaceId }: { workspaceId: string }) {
  const api = useApi();
  const userId = useQuery(sessionQuery(api)).data?.user.id;
  const asked = {
    makerId: userId,
    state: 'open',
    endsBefore: tellBefore(Date.now()),
    limit: 200,
  } as const;
  const enabled = userId !== undefined;
  const { data: shares } = useQuery({ ...sharesQuery(api, workspaceId, asked), enabled });
  const { data: requests } = useQuery({ ...dataRequestsQuery(api, workspaceId, asked), enabled });
  const ending = missedSoon(shares?.items, requests?.items);
  const [first] = ending;
  if (!first) return null;
  const tab = ending.every(({ kind }) => kind === 'request') ? 'requests' : 'links';
  const mine = { ...viewFromSearch(new URLSearchParams()), tab, state: 'open', mineOnly: true } as const;
  return (
    <div role="status" className="mb-3 flex items-start gap-3 rounded-(--radius) bg-warn-wash px-3 py-2.5">
      <ClockIcon className="mt-0.5 shrink-0 text-warn" />
      <p className="min-w-0 flex-1">
        {ending.length === 1 ? (
          <>
            {first.kind === 'request' ? 'Your link to receive ' : 'Your link to '}
            <b>{first.kind === 'request' ? first.title : first.datasetName}</b>
            {first.note ? ` (${first.note})` : ''} ends within 3 days.
          </>
        ) : (
          `${countOf(ending.length, 'link')} of yours end within 3 days.`
        )}{' '}
        Extend what is still needed.{' '}
        <Link prefetch={false} href={`${sharesPath(workspaceId)}${searchOfView(mine)}`} className="link">
          Show my open links
        </Link>
      </p>
    </div>
  );
}
