import type { DatasetListQuery } from '#components/datasets/dataset-queries.ts';
import { type DataTypeId, dataTypeIds } from '#lib/datasets/data-types.ts';
import { datasetSorts } from '#lib/datasets/dataset-limits.ts';

export type Sort = (typeof datasetSorts)[number];

/** What the list shows; all of it lives in the URL. */
export interface ListView {
  kind: 'mine' | 'samples' | 'deleted';
  search: string;
  dataTypeId: DataTypeId | undefined;
  mineOnly: boolean;
  sort: Sort;
  order: 'asc' | 'desc';
  /** The page: where it begins for the server, and the number of its first row for people (from 1). */
  cursor: string | undefined;
  from: number;
}

const home: ListView = {
  kind: 'mine',
  search: '',
  dataTypeId: undefined,
  mineOnly: false,
  sort: 'name',
  order: 'asc',
  cursor: undefined,
  from: 1,
};

export const pageSize = 50;

function oneOf<T extends string>(allowed: readonly T[], value: string | null): T | undefined {
  return allowed.find((candidate) => candidate === value);
}

/** Reads the view from a URL's query; what it does not understand counts as not given. */
export function viewFromSearch(search: { get(name: string): string | null }): ListView {
  const tab = search.get('tab') === 'samples' ? 'samples' : 'mine';
  const cursor = search.get('after') || undefined;
  const from = Number(search.get('from'));
  return {
    kind: search.get('state') === 'deleted' ? 'deleted' : tab,
    search: (search.get('q') ?? '').slice(0, 255),
    dataTypeId: oneOf(dataTypeIds, search.get('type')),
    mineOnly: search.get('owner') === 'me',
    sort: oneOf(datasetSorts, search.get('sort')) ?? home.sort,
    order: search.get('order') === 'desc' ? 'desc' : 'asc',
    cursor,
    from: cursor && Number.isSafeInteger(from) && from > 1 ? from : 1,
  };
}

/** `view` after a change; any change but of the page leads to the first page. */
export function changedView(view: ListView, change: Partial<ListView>): ListView {
  return { ...view, cursor: home.cursor, from: home.from, ...change };
}

/** The URL query of a view, with its `?`; empty for the plain list. */
export function searchOfView(view: ListView): string {
  const search = new URLSearchParams();
  if (view.kind === 'samples') search.set('tab', 'samples');
  if (view.kind === 'deleted') search.set('state', 'deleted');
  if (view.search) search.set('q', view.search);
  if (view.dataTypeId) search.set('type', view.dataTypeId);
  if (view.mineOnly) search.set('owner', 'me');
  if (view.sort !== home.sort) search.set('sort', view.sort);
  if (view.order !== home.order) search.set('order', view.order);
  if (view.cursor) {
    search.set('after', view.cursor);
    search.set('from', String(view.from));
  }
  const text = search.toString();
  return text && `?${text}`;
}

/** Sorting by a column: again turns the order round; numbers and times begin with the largest. */
export function sortedBy(view: ListView, sort: Sort): Partial<ListView> {
  if (view.sort === sort) return { order: view.order === 'asc' ? 'desc' : 'asc' };
  return { sort, order: sort === 'size' || sort === 'updatedAt' ? 'desc' : 'asc' };
}

export function isFiltered({ search, dataTypeId, mineOnly }: ListView): boolean {
  return search !== '' || dataTypeId !== undefined || mineOnly;
}

/** The view without its filters. */
export const unfiltered: Partial<ListView> = { search: '', dataTypeId: undefined, mineOnly: false };

/** What the server is asked for the view; `userId` stands for "me". */
export function queryOfView(view: ListView, userId: string | undefined): DatasetListQuery {
  return {
    search: view.search || undefined,
    dataTypeId: view.dataTypeId,
    ownerId: view.mineOnly && view.kind !== 'samples' ? userId : undefined,
    state: view.kind === 'deleted' ? 'deleted' : 'listed',
    sort: view.sort,
    order: view.order,
    limit: pageSize,
    cursor: view.cursor,
  };
}
