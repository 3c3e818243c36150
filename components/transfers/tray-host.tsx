'use client';

import { lazy, Suspense, useSyncExternalStore } from 'react';
import { desk, emptyDesk } from './desk.ts';

const Tray = lazy(async () => ({ default: (await import('./tray.tsx')).Tray }));

/** The tray, once a transfer was begun. Mounted above all pages: transfers go on wherever links lead. */
export function TrayHost() {
  const { tray } = useSyncExternalStore(desk.subscribe, desk.get, () => emptyDesk);
  if (!tray) return null;
  return (
    <Suspense>
      <Tray />
    </Suspense>
  );
}
