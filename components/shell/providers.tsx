'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { TrayHost } from '#components/transfers/tray-host.tsx';
import { ToastRegion } from '#components/ui/toast-region.tsx';
import { createClient } from '#lib/api/client.ts';
import { fetchInTime } from '#lib/api/fetch-in-time.ts';
import { signInPath } from '#lib/identity/return-path.ts';
import { ApiContext } from './api-context.ts';
import { AwayNotice } from './away-notice.tsx';
import { createQueryClient } from './query-client.ts';

/** What a page shows is asked for again where the portal is silent; of a change that was asked for, nobody knows then. */
const readInTime = fetchInTime(30_000);
const askPortal: typeof fetch = (input, init) => (init?.method === 'GET' ? readInTime : fetch)(input, init);

function goToSignIn() {
  const { pathname, search } = window.location;
  if (pathname !== '/sign-in') window.location.replace(signInPath(pathname + search));
}

/** What every page of the portal needs: the query cache, the API client, the tray of transfers and the toasts. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(() => createQueryClient(goToSignIn));
  const [api] = useState(() => createClient({ fetch: askPortal }));
  return (
    <QueryClientProvider client={client}>
      <ApiContext value={api}>
        {children}
        <AwayNotice />
        <TrayHost />
        <ToastRegion />
      </ApiContext>
    </QueryClientProvider>
  );
}
