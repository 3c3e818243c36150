'use client';

import { useQuery } from '@tanstack/react-query';
import { useApi } from '#components/shell/api-context.ts';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { ownersQuery } from './token-queries.ts';

/** For who may not see the tokens: what to ask for, and whom. */
export function OwnersToAsk({ workspaceId }: { workspaceId: string }) {
  const { data, error, refetch, isFetching } = useQuery(ownersQuery(useApi(), workspaceId));
  return (
    <>
      <p className="mb-4 max-w-[72ch] text-muted">
        Only the Owners of this workspace see its tokens. To read or write its data from a notebook or a
        script, ask one of them for the <b className="text-text">primary or secondary authorization token</b>.
        Owners are advised to give the secondary one.
      </p>
      {!data && error ? <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} /> : null}
      {data || !error ? (
        <section className="panel px-4 py-3.5" aria-labelledby="owners" aria-busy={!data}>
          <h3 id="owners" className="font-semibold">
            Owners
          </h3>
          {data ? null : <Skeleton className="my-2 w-48" />}
          <ul className="mt-1 grid gap-1">
            {data?.items.map(({ displayName, email }) => (
              <li key={`${displayName} ${email}`} className="flex flex-wrap gap-x-2">
                {displayName}
                {email ? (
                  <a className="link" href={`mailto:${email}`}>
                    {email}
                  </a>
                ) : null}
              </li>
            ))}
          </ul>
          {data?.items.length === 0 ? <p className="text-muted">This workspace has no Owner.</p> : null}
        </section>
      ) : null}
    </>
  );
}
