'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { changedView, type ListView, searchOfView, viewFromSearch } from './list-view.ts';

/** The view in the URL, and ways to change it without asking the server for the page again. */
export function useView() {
  const pathname = usePathname();
  const view = viewFromSearch(useSearchParams());
  const hrefOf = (change: Partial<ListView>) => pathname + searchOfView(changedView(view, change));
  return {
    view,
    hrefOf,
    /** Goes to the changed view; `replace` leaves no step in the history (typing in a filter). */
    change(change: Partial<ListView>, how: 'push' | 'replace' = 'push') {
      window.history[how === 'push' ? 'pushState' : 'replaceState'](null, '', hrefOf(change));
    },
  };
}
