import type { DatasetSummary } from '#lib/datasets/dataset-schema.ts';

/** Which datasets are picked, across pages; `anchor` is where a range by shift-click begins. */
export interface Selection {
  picked: ReadonlyMap<string, DatasetSummary>;
  anchor: string | undefined;
}

export const emptySelection: Selection = { picked: new Map(), anchor: undefined };

export type SelectionChange =
  | { do: 'toggle'; row: DatasetSummary }
  /** From the anchor to `row` in the order of `page`, all made as `row` becomes. */
  | { do: 'range'; row: DatasetSummary; page: readonly DatasetSummary[] }
  | { do: 'page'; page: readonly DatasetSummary[] }
  /** The page was loaded: what is picked of it is as it is there now (a new size, a new version). */
  | { do: 'refresh'; page: readonly DatasetSummary[] }
  /** These left the list. */
  | { do: 'drop'; ids: readonly string[] }
  | { do: 'clear' };

export function changeSelection(selection: Selection, change: SelectionChange): Selection {
  if (change.do === 'clear') return emptySelection;
  if (change.do === 'refresh') {
    const stale = change.page.filter((row) => (selection.picked.get(row.id) ?? row) !== row);
    return stale.length > 0 ? { ...selection, picked: withRows(selection.picked, stale, true) } : selection;
  }
  if (change.do === 'drop') {
    const picked = new Map([...selection.picked].filter(([id]) => !change.ids.includes(id)));
    return { ...selection, picked };
  }
  if (change.do === 'page') {
    const all = change.page.every(({ id }) => selection.picked.has(id));
    return { picked: withRows(selection.picked, change.page, !all), anchor: undefined };
  }
  const wanted = !selection.picked.has(change.row.id);
  const rows = change.do === 'range' ? between(selection.anchor, change.row, change.page) : [change.row];
  return { picked: withRows(selection.picked, rows, wanted), anchor: change.row.id };
}

function between(anchor: string | undefined, row: DatasetSummary, page: readonly DatasetSummary[]) {
  const start = page.findIndex(({ id }) => id === anchor);
  const end = page.findIndex(({ id }) => id === row.id);
  if (start < 0 || end < 0) return [row];
  return page.slice(Math.min(start, end), Math.max(start, end) + 1);
}

function withRows(
  picked: ReadonlyMap<string, DatasetSummary>,
  rows: readonly DatasetSummary[],
  wanted: boolean,
): ReadonlyMap<string, DatasetSummary> {
  const next = new Map(picked);
  for (const row of rows) {
    if (wanted) next.set(row.id, row);
    else next.delete(row.id);
  }
  return next;
}
