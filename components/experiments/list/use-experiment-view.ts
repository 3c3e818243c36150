'use client';

import { useUrlView } from '#components/ui/use-url-view.ts';
import { changedView, searchOfView, viewFromSearch } from './experiment-view.ts';

const rules = { read: viewFromSearch, write: searchOfView, changed: changedView };

/** The list's view in the URL, and ways to change it. */
export function useExperimentView() {
  return useUrlView(rules);
}
