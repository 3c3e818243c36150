import type { ExperimentListQuery } from '#components/experiments/experiment-queries.ts';

/** What the list of experiments shows; all of it lives in the URL. */
export interface ExperimentView {
  kind: 'mine' | 'samples' | 'deleted';
  search: string;
  /** The page: where it begins for the server, and the number of its first row for people (from 1). */
  cursor: string | undefined;
  from: number;
}

export const pageSize = 50;

/** Reads the view from a URL's query; what it does not understand counts as not given. */
export function viewFromSearch(search: { get(name: string): string | null }): ExperimentView {
  const tab = search.get('tab') === 'samples' ? 'samples' : 'mine';
  const cursor = search.get('after') || undefined;
  const from = Number(search.get('from'));
  return {
    kind: search.get('state') === 'deleted' ? 'deleted' : tab,
    search: (search.get('q') ?? '').slice(0, 255),
    cursor,
    from: cursor && Number.isSafeInteger(from) && from > 1 ? from : 1,
  };
}

/** `view` after a change; any change but of the page leads to the first page. */
export function changedView(view: ExperimentView, change: Partial<ExperimentView>): ExperimentView {
  return { ...view, cursor: undefined, from: 1, ...change };
}

/** The URL query of a view, with its `?`; empty for the plain list. */
export function searchOfView(view: ExperimentView): string {
  const search = new URLSearchParams();
  if (view.kind === 'samples') search.set('tab', 'samples');
  if (view.kind === 'deleted') search.set('state', 'deleted');
  if (view.search) search.set('q', view.search);
  if (view.cursor) {
    search.set('after', view.cursor);
    search.set('from', String(view.from));
  }
  const text = search.toString();
  return text && `?${text}`;
}

/** What the server is asked for the view. */
export function queryOfView(view: ExperimentView): ExperimentListQuery {
  return {
    search: view.search || undefined,
    state: view.kind === 'deleted' ? 'deleted' : 'listed',
    limit: pageSize,
    cursor: view.cursor,
  };
}
