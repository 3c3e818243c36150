'use client';

import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { requestPath } from '#lib/paths.ts';
import type { DataRequestView } from '#lib/shares/data-request-schema.ts';
import { ClosedLink } from '../public/closed-link.tsx';
import { OpeningLink } from '../public/opening-link.tsx';

const load = () => import('./send-files.tsx');
const SendFiles = lazy(async () => ({ default: (await load()).SendFiles }));

/** The public page behind a link to receive data; what does not open looks as it does for links to datasets. */
export function RequestPage({ code }: { code: string }) {
  const api = useApi();
  const [view, setView] = useState<DataRequestView>();
  // Kept while another password is tried: the form stays as it is.
  const [failure, setFailure] = useState<{ error: unknown }>();
  const { mutate, isPending } = useMutation({
    // The ticket is put into the state, not returned: what a mutation returns stays in the cache.
    mutationFn: async (password: string | undefined) => {
      void load();
      setView(await api('openDataRequest', { body: { code, ...(password ? { password } : {}) } }));
    },
    onError: (error) => setFailure({ error }),
  });
  const open = useCallback((password: string | undefined) => mutate(password), [mutate]);
  useEffect(() => open(undefined), [open]);
  if (view)
    return (
      <Suspense fallback={<OpeningLink />}>
        <SendFiles code={code} view={view} />
      </Suspense>
    );
  if (failure)
    return <ClosedLink error={failure.error} path={requestPath(code)} busy={isPending} onOpen={open} />;
  return <OpeningLink />;
}
