'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { lazy, Suspense, useEffect } from 'react';
import { sessionQuery } from '#components/identity/session-query.ts';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { SluiceError } from '#lib/errors.ts';
import { datasetsPath } from '#lib/paths.ts';
import { useApi } from './api-context.ts';
import { LonePage } from './lone-page.tsx';

const NoWorkspace = lazy(async () => ({
  default: (await import('#components/workspaces/no-workspace.tsx')).NoWorkspace,
}));

/** `/`: leads to the datasets of the first workspace. */
export function Home() {
  const router = useRouter();
  const { data, error, refetch, isRefetching } = useQuery(sessionQuery(useApi()));
  const first = data?.workspaces[0]?.id;

  useEffect(() => {
    if (first) router.replace(datasetsPath(first));
  }, [first, router]);

  // Who is not signed in is led to the sign-in page.
  const leading = error instanceof SluiceError && error.code === 'not_signed_in';
  if (error && !leading)
    return (
      <LonePage title="The portal does not answer">
        <ErrorNotice error={error} onRetry={refetch} retrying={isRefetching} />
      </LonePage>
    );
  if (data && !first)
    return (
      <Suspense>
        <NoWorkspace session={data} />
      </Suspense>
    );
  return (
    <p className="sr-only" aria-live="polite">
      Opening your datasets.
    </p>
  );
}
