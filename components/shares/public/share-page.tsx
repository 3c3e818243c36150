'use client';

import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { sharePath } from '#lib/paths.ts';
import { ClosedLink } from './closed-link.tsx';
import { openLink } from './opened-share.ts';
import { OpeningLink } from './opening-link.tsx';

const load = () => import('./shared-dataset.tsx');
const SharedDataset = lazy(async () => ({ default: (await load()).SharedDataset }));

type Opened = Awaited<ReturnType<typeof openLink>>;

/** The public page behind a share link: opened without a password where that is enough, else one is asked for. */
export function SharePage({ code }: { code: string }) {
  const api = useApi();
  const [opened, setOpened] = useState<Opened>();
  const [closed, setClosed] = useState(false);
  const [downloads, setDownloads] = useState(0);
  // What was opened is put into the state, not returned: what a mutation returns stays in the cache.
  // Kept while another password is tried: the form stays as it is.
  const [failure, setFailure] = useState<{ error: unknown }>();
  const { mutate, isPending } = useMutation({
    mutationFn: async (password: string | undefined) => {
      void load();
      const onDownload = () => setDownloads((before) => before + 1);
      setOpened(await openLink({ api, code, password, onDownload, onClosed: () => setClosed(true) }));
    },
    onError: (error) => setFailure({ error }),
  });
  const open = useCallback((password: string | undefined) => mutate(password), [mutate]);
  useEffect(() => open(undefined), [open]);
  if (opened)
    return (
      <Suspense fallback={<OpeningLink />}>
        <SharedDataset {...opened} code={code} closed={closed} downloads={downloads} />
      </Suspense>
    );
  if (failure)
    return <ClosedLink error={failure.error} path={sharePath(code)} busy={isPending} onOpen={open} />;
  return <OpeningLink />;
}
