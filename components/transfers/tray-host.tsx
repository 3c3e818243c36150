'use client';

import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import { desk, emptyDesk } from './desk.ts';
import { mayBeInterrupted } from './downloads/interrupted.ts';

const Tray = lazy(async () => ({ default: (await import('./tray.tsx')).Tray }));

/** The tray, once a transfer was begun. Mounted above all pages: transfers go on wherever links lead. */
export function TrayHost() {
  const { tray } = useSyncExternalStore(desk.subscribe, desk.get, () => emptyDesk);
  useEffect(() => {
    if (!mayBeInterrupted()) return;
    // What cannot be offered now stays where it is, and is offered by the next page.
    import('./downloads/offer-interrupted.ts').then((loaded) => loaded.offerInterrupted()).catch(() => {});
  }, []);
  if (!tray) return null;
  return (
    <Suspense>
      <Tray />
    </Suspense>
  );
}
