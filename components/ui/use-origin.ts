'use client';

import { useSyncExternalStore } from 'react';

/** The origin this page was loaded from: what scripts call. Empty while the server renders, which may not know it. */
export function useOrigin(): string {
  return useSyncExternalStore(
    () => () => undefined,
    () => window.location.origin,
    () => '',
  );
}
