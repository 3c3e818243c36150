'use client';

import Link from 'next/link';
import { useId, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import type { ListedAuditEvent } from '#lib/audit/audit-schema.ts';
import { exactTime } from '#lib/format/time.ts';
import { datasetPath, experimentPath, usersPath } from '#lib/paths.ts';
import { actionWords, thingOf } from './action-words.ts';
import { AuditDetails } from './audit-details.tsx';
import type { AuditView } from './audit-view.ts';

interface AuditLineProps {
  workspaceId: string;
  event: ListedAuditEvent;
  hrefOf: (change: Partial<AuditView>) => string;
}

/** One line of the audit: who did what, to which thing, when and from where. */
export function AuditLine({ workspaceId, event, hrefOf }: AuditLineProps) {
  const { at, actorName, action, address, details } = event;
  const [open, setOpen] = useState(false);
  const [textId, detailsId] = [useId(), useId()];
  const text = actionWords(action, details, thingOf(action, event.thing !== null));
  return (
    <li className="border-line border-b px-3 py-2 last:border-b-0">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <p id={textId}>
            <b className="font-semibold">{actorName}</b> {text}{' '}
            <Thing workspaceId={workspaceId} event={event} />
          </p>
          <p className="text-muted">
            <time dateTime={at} suppressHydrationWarning>
              {exactTime(at)}
            </time>
            {address ? (
              <>
                {' '}
                from <bdi>{address}</bdi>
              </>
            ) : null}
          </p>
        </div>
        <Button
          look="quiet"
          aria-expanded={open}
          aria-controls={open ? detailsId : undefined}
          aria-describedby={textId}
          onClick={() => setOpen(!open)}
        >
          Details
        </Button>
      </div>
      {open ? <AuditDetails id={detailsId} event={event} hrefOf={hrefOf} /> : null}
    </li>
  );
}

/** The way to what a line is about, where that still is. */
function Thing({ workspaceId, event: { actor, thing, subject } }: Omit<AuditLineProps, 'hrefOf'>) {
  // Who did it is named already.
  if (!thing || actor === `user:${subject}`) return null;
  const hrefs = {
    dataset: datasetPath(workspaceId, subject),
    experiment: experimentPath(workspaceId, subject),
    member: usersPath(workspaceId),
  };
  return (
    <Link className="link" href={hrefs[thing.kind]} prefetch={false}>
      {thing.name}
    </Link>
  );
}
