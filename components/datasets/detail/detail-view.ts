const detailTabs = ['data', 'readme', 'versions', 'files', 'code', 'shares', 'activity'] as const;
export type DetailTab = (typeof detailTabs)[number];

/** What a dataset's page shows; its URL says it. */
export interface DetailView {
  tab: DetailTab;
  /** Number of the version shown; undefined for the newest. */
  version: number | undefined;
  /** In the Files tab: the folder one is in, with its `/`; undefined for the topmost. */
  folder: string | undefined;
  /** In the Files tab: path of the file that is looked at. */
  file: string | undefined;
}

export function parseDetailView(search: { get(name: string): string | null }): DetailView {
  const tab = detailTabs.find((known) => known === search.get('tab')) ?? 'data';
  const version = search.get('v') ?? '';
  const [folder, file] = ['in', 'file'].map((name) => (tab === 'files' && search.get(name)) || undefined);
  return {
    tab,
    version: /^[1-9]\d{0,5}$/.test(version) ? Number(version) : undefined,
    folder: folder?.endsWith('/') ? folder : undefined,
    file,
  };
}

/** The search part of the view's URL; what is the default is left out. */
export function detailSearch({ tab, version, folder, file }: Partial<DetailView>): string {
  const search = new URLSearchParams();
  if (tab && tab !== 'data') search.set('tab', tab);
  if (version !== undefined) search.set('v', String(version));
  if (folder) search.set('in', folder);
  if (file) search.set('file', file);
  return search.size > 0 ? `?${search}` : '';
}
