'use client';

import { usePathname, useSearchParams } from 'next/navigation';

interface ViewRules<V> {
  /** Reads the view from a URL's query; what it does not understand counts as not given. */
  read: (search: { get(name: string): string | null }) => V;
  /** The URL query of a view, with its `?`; empty for the plain one. */
  write: (view: V) => string;
  /** `view` after a change. */
  changed: (view: V, change: Partial<V>) => V;
}

/** The view in the URL, and ways to change it without asking the server for the page again. */
export function useUrlView<V>({ read, write, changed }: ViewRules<V>) {
  const pathname = usePathname();
  const view = read(useSearchParams());
  const hrefOf = (change: Partial<V>) => pathname + write(changed(view, change));
  return {
    view,
    hrefOf,
    /** Goes to the changed view; `replace` leaves no step in the history (typing in a filter). */
    change(change: Partial<V>, how: 'push' | 'replace' = 'push') {
      window.history[how === 'push' ? 'pushState' : 'replaceState'](null, '', hrefOf(change));
    },
  };
}
