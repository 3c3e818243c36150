'use client';

import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useRef, useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { sessionsQuery } from './session-queries.ts';
import { SessionRow } from './session-row.tsx';

const EndAllDialog = lazy(async () => ({ default: (await import('./end-all-dialog.tsx')).EndAllDialog }));

/** Where I am signed in, and the end of that. */
export function Sessions() {
  const { data, error, refetch, isFetching } = useQuery(sessionsQuery(useApi()));
  const [asking, setAsking] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  return (
    <section aria-labelledby="sessions" aria-busy={!data && !error}>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h2 id="sessions" className="text-[15px]">
          Sessions
        </h2>
        <Button look="danger" className="border-line-strong!" onClick={() => setAsking(true)}>
          End all sessions…
        </Button>
      </div>
      <p className="mb-3 text-muted">
        Where you are signed in. A session ends by itself after 12 hours without use, and after 30 days in any
        case.
      </p>
      {!data && error ? <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} /> : null}
      {data || !error ? (
        <ul ref={list} tabIndex={-1} className="panel outline-none" aria-label="Sessions, last used first">
          {data?.items.map((session) => (
            // The button that had the focus goes with its row.
            <SessionRow key={session.id} session={session} onEnded={() => list.current?.focus()} />
          )) ?? (
            <li className="px-4 py-4">
              <Skeleton className="w-56" />
            </li>
          )}
        </ul>
      ) : null}
      {asking ? (
        <Suspense>
          <EndAllDialog onClose={() => setAsking(false)} />
        </Suspense>
      ) : null}
    </section>
  );
}
