'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { sessionQuery } from '#components/identity/session-query.ts';
import { useApi } from '#components/shell/api-context.ts';
import { ClockIcon } from '#components/ui/icons.tsx';
import { countOf } from '#lib/format/count.ts';
import { sharesPath } from '#lib/paths.ts';
import { endingWithin } from '../ending.ts';
import { sharesQuery } from '../share-queries.ts';

/** Tells a maker which links end within three days; nothing where none does. */
export function EndingBanner({ workspaceId }: { workspaceId: string }) {
  const api = useApi();
  const userId = useQuery(sessionQuery(api)).data?.user.id;
  const { data } = useQuery({
    ...sharesQuery(api, workspaceId, { makerId: userId, state: 'open', limit: 200 }),
    enabled: userId !== undefined,
  });
  const ending = endingWithin(data?.items ?? [], Date.now());
  const [first] = ending;
  if (!first) return null;
  return (
    <div role="status" className="mb-3 flex items-start gap-3 rounded-(--radius) bg-warn-wash px-3 py-2.5">
      <ClockIcon className="mt-0.5 shrink-0 text-warn" />
      <p className="min-w-0 flex-1">
        {ending.length === 1 ? (
          <>
            Your link to <b>{first.datasetName}</b>
            {first.note ? ` (${first.note})` : ''} ends within 3 days.
          </>
        ) : (
          `${countOf(ending.length, 'link')} of yours end within 3 days.`
        )}{' '}
        Extend what is still needed.{' '}
        <Link prefetch={false} href={`${sharesPath(workspaceId)}?state=open&by=me`} className="link">
          Show my open links
        </Link>
      </p>
    </div>
  );
}
