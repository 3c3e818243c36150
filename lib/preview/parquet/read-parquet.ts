import type { RowGroup } from 'hyparquet';
import { type Cell, type Column, cellOf, emptyPreview, type Preview } from '../preview.ts';
import type { RangeSource } from '../range-source.ts';
import { withBudget } from './budgeted-source.ts';
import { columnStats } from './column-stats.ts';
import { type ParquetColumn, parquetColumns } from './columns.ts';
import { SourceFailed, tellingFailures, type Unread } from './failures.ts';
import { mostColumns, rowsShown } from './limits.ts';
import { unreadNotes } from './notes.ts';
import { readFooter } from './read-footer.ts';
import { type ColumnTexts, readGroup } from './read-group.ts';

/**
 * The first 100 rows of a Parquet file and its schema: by its footer, and of each column the first pages (4 MiB of each and
 * 16 MiB in all at most). A column that cannot be had so is shown without its cells. Throws only what `source` throws.
 */
export async function readParquet(source: RangeSource, signal: AbortSignal): Promise<Preview> {
  if (source.size === 0) return emptyPreview;
  try {
    return await readOrRefuse(tellingFailures(source), signal);
  } catch (error) {
    if (error instanceof SourceFailed) throw error.cause;
    return damaged;
  }
}

const damaged: Preview = { kind: 'unreadable', reason: 'Its schema is damaged.' };

async function readOrRefuse(source: RangeSource, signal: AbortSignal): Promise<Preview> {
  const footer = await readFooter(source, signal);
  if ('kind' in footer) return footer;
  const { metadata, start } = footer;
  const leaves = metadata.schema.filter(({ num_children: children }) => !children).length;
  if (leaves > mostColumns)
    return { kind: 'too-large', reason: `It has more than ${mostColumns.toLocaleString('en')} columns.` };
  const columns = parquetColumns(metadata);
  const total = Number(metadata.num_rows);
  if (!(total >= 0)) return damaged;
  const kept = columns.map((column) => ({ column, texts: [], why: undefined }) as KeptColumn);
  const wanted = Math.min(rowsShown, total);
  const budgeted = withBudget(source, signal);
  let rows = 0;
  for (const group of metadata.row_groups) {
    if (rows >= wanted) break;
    const next = Math.min(Number(group.num_rows), wanted - rows);
    if (!(next > 0)) continue;
    await addRows(kept, (left) => readGroup(budgeted, group, left, next, start));
    rows += next;
  }
  return {
    kind: 'parquet',
    columns: kept.map((one) => shownOf(one, metadata.row_groups)),
    rows: Array.from({ length: rows }, (_, row) => kept.map((one) => cellAt(one, row))),
    total,
    notes: unreadNotes(kept),
  };
}

interface KeptColumn {
  column: ParquetColumn;
  texts: (string | null)[];
  /** Why it is not read. */
  why: Unread | undefined;
}

/** What a row group adds. A column that could not be read once is not asked for again. */
async function addRows(
  kept: readonly KeptColumn[],
  read: (columns: ParquetColumn[]) => Promise<ColumnTexts[]>,
): Promise<void> {
  const left = kept.filter(({ why }) => !why);
  const found = await read(left.map(({ column }) => column));
  for (const [at, one] of left.entries()) {
    const part = found[at] ?? 'damaged';
    if (typeof part === 'string') one.why = part;
    else one.texts.push(...part);
  }
}

function shownOf({ column, why }: KeptColumn, groups: readonly RowGroup[]): Column {
  const stats = columnStats(column, groups);
  return { ...column.shown, ...(stats ? { stats } : {}), ...(why ? { unread: true } : {}) };
}

function cellAt({ texts, why }: KeptColumn, row: number): Cell {
  const text = why ? null : texts[row];
  return text === null || text === undefined ? null : cellOf(text);
}
