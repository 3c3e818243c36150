const detailTabs = ['data', 'readme', 'versions', 'files', 'code', 'shares', 'activity'] as const;
export type DetailTab = (typeof detailTabs)[number];

/** What a dataset's page shows; its URL says it. */
interface DetailView {
  tab: DetailTab;
  /** Number of the version shown; undefined for the newest. */
  version: number | undefined;
}

export function parseDetailView(search: URLSearchParams): DetailView {
  const tab = detailTabs.find((known) => known === search.get('tab')) ?? 'data';
  const version = search.get('v') ?? '';
  return { tab, version: /^[1-9]\d{0,5}$/.test(version) ? Number(version) : undefined };
}

/** The search part of the view's URL; what is the default is left out. */
export function detailSearch({ tab, version }: DetailView): string {
  const search = new URLSearchParams();
  if (tab !== 'data') search.set('tab', tab);
  if (version !== undefined) search.set('v', String(version));
  return search.size > 0 ? `?${search}` : '';
}
