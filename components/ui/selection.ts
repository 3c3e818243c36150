interface Row {
  id: string;
}

/** Which rows of a list are picked, across pages; `anchor` is where a range by shift-click begins. */
export interface Selection<T extends Row> {
  picked: ReadonlyMap<string, T>;
  anchor: string | undefined;
}

export const emptySelection: Selection<never> = {
  picked: new Map<string, never>(),
  anchor: undefined,
};

export type SelectionChange<T extends Row> =
  | { do: 'toggle'; row: T }
  /** From the anchor to `row` in the order of `page`, all made as `row` becomes. */
  | { do: 'range'; row: T; page: readonly T[] }
  | { do: 'page'; page: readonly T[] }
  /** The page was loaded: what is picked of it is as it is there now (a new size, a new version). */
  | { do: 'refresh'; page: readonly T[] }
  /** These left the list. */
  | { do: 'drop'; ids: readonly string[] }
  | { do: 'clear' };

export function changeSelection<T extends Row>(
  selection: Selection<T>,
  change: SelectionChange<T>,
): Selection<T> {
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

function between<T extends Row>(anchor: string | undefined, row: T, page: readonly T[]): readonly T[] {
  const start = page.findIndex(({ id }) => id === anchor);
  const end = page.findIndex(({ id }) => id === row.id);
  if (start < 0 || end < 0) return [row];
  return page.slice(Math.min(start, end), Math.max(start, end) + 1);
}

function withRows<T extends Row>(
  picked: ReadonlyMap<string, T>,
  rows: readonly T[],
  wanted: boolean,
): ReadonlyMap<string, T> {
  const next = new Map(picked);
  for (const row of rows) {
    if (wanted) next.set(row.id, row);
    else next.delete(row.id);
  }
  return next;
}
