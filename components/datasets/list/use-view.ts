'use client';

import { useUrlView } from '#components/ui/use-url-view.ts';
import { changedView, searchOfView, viewFromSearch } from './list-view.ts';

const rules = { read: viewFromSearch, write: searchOfView, changed: changedView };

/** The list's view in the URL, and ways to change it. */
export function useView() {
  return useUrlView(rules);
}
