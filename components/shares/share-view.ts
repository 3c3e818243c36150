import type { ShareState } from '#lib/shares/share-schema.ts';
import type { ShareListQuery } from './share-queries.ts';
import { stateWords } from './share-words.ts';

export const shareTabs = ['links', 'requests', 'inbox'] as const;
export type ShareTab = (typeof shareTabs)[number];

/** What the ledger shows; all of it lives in the URL. */
export interface ShareListView {
  tab: ShareTab;
  search: string;
  state: ShareState | undefined;
  mineOnly: boolean;
  cursor: string | undefined;
  /** Number of the page's first row, from 1. */
  from: number;
}

export const pageSize = 50;

// From the words, not the schema: that would bring the validator into the page.
export const states = Object.keys(stateWords) as ShareState[];

const home = { search: '', state: undefined, mineOnly: false, cursor: undefined, from: 1 };

/** The view without its filters. */
export const unfilteredLinks = { search: '', state: undefined, mineOnly: false };

export function viewFromSearch(search: { get(name: string): string | null }): ShareListView {
  const cursor = search.get('after') || undefined;
  const from = Number(search.get('from'));
  return {
    tab: shareTabs.find((tab) => tab === search.get('tab')) ?? 'links',
    search: (search.get('q') ?? '').slice(0, 255),
    state: states.find((state) => state === search.get('state')),
    mineOnly: search.get('by') === 'me',
    cursor,
    from: cursor && Number.isSafeInteger(from) && from > 1 ? from : 1,
  };
}

/** `view` after a change; any change but of the page leads to the first page. */
export function changedView(view: ShareListView, change: Partial<ShareListView>): ShareListView {
  return { ...view, cursor: home.cursor, from: home.from, ...change };
}

export function searchOfView({ tab, search, state, mineOnly, cursor, from }: ShareListView): string {
  const query = new URLSearchParams();
  if (tab !== 'links') query.set('tab', tab);
  if (search) query.set('q', search);
  if (state) query.set('state', state);
  if (mineOnly) query.set('by', 'me');
  if (cursor) {
    query.set('after', cursor);
    query.set('from', String(from));
  }
  return query.size > 0 ? `?${query}` : '';
}

export function isFiltered({ search, state, mineOnly }: ShareListView): boolean {
  return search !== '' || state !== undefined || mineOnly;
}

/** What the server is asked for the view; `userId` stands for "me". */
export function queryOfView(view: ShareListView, userId: string | undefined): ShareListQuery {
  return {
    search: view.search || undefined,
    state: view.state,
    makerId: view.mineOnly ? userId : undefined,
    limit: pageSize,
    cursor: view.cursor,
  };
}
