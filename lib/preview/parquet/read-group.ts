import type { RowGroup } from 'hyparquet';
import { inLanes } from '#lib/in-lanes.ts';
import { type BudgetedSource, type Span, width } from './budgeted-source.ts';
import type { ParquetColumn } from './columns.ts';
import { ColumnUnread, type Unread, whyUnread } from './failures.ts';
import { leafTypeOf } from './leaf-type.ts';
import { nestedTexts } from './nested-text.ts';
import { firstSpan, type LeafChunk, readLeaf, spanOf } from './read-leaf.ts';

/** A column's text in each row, null where there is none; or why it is not read. */
export type ColumnTexts = (string | null)[] | Unread;

/**
 * The first `rows` rows of a row group, by column. The file's pages are before `limit`. What goes wrong with a column stays with
 * it; throws what the source throws.
 */
export async function readGroup(
  source: BudgetedSource,
  group: RowGroup,
  columns: readonly ParquetColumn[],
  rows: number,
  limit: number,
): Promise<ColumnTexts[]> {
  const plans = columns.map((column) => planOf(column, group, limit));
  const spans = plans.flatMap((plan) => (typeof plan === 'string' ? [] : plan.map(({ first }) => first)));
  const bytes = await source.readMany(spans);
  const bySpan = new Map(spans.map((span, at) => [span, bytes[at]]));
  const texts: ColumnTexts[] = [];
  // Few at a time: of each the pages are forgotten when it is decoded.
  await inLanes(width, columns, async (column, at) => {
    const plan = plans[at] ?? 'damaged';
    texts[at] = typeof plan === 'string' ? plan : await readColumn(source, column, plan, bySpan, rows);
  });
  return texts;
}

interface LeafPlan {
  leaf: LeafChunk;
  whole: Span;
  first: Span;
}

/** Where the column's leaves lie. */
function planOf({ leaves, firstChunk }: ParquetColumn, group: RowGroup, limit: number): LeafPlan[] | Unread {
  if (leaves.length === 0) return 'damaged';
  try {
    return leaves.map((path, at) => {
      const chunk = group.columns[firstChunk + at];
      if (!chunk) throw new ColumnUnread('damaged');
      const leaf = { chunk, path };
      const whole = spanOf(leaf, limit);
      return { leaf, whole, first: firstSpan(whole) };
    });
  } catch (error) {
    return whyUnread(error);
  }
}

async function readColumn(
  source: BudgetedSource,
  column: ParquetColumn,
  plan: readonly LeafPlan[],
  bySpan: ReadonlyMap<Span, Uint8Array | undefined>,
  rows: number,
): Promise<ColumnTexts> {
  try {
    const found: unknown[][] = [];
    for (const { leaf, whole, first } of plan) {
      const bytes = bySpan.get(first);
      if (!bytes) throw new ColumnUnread('large');
      found.push(await readLeaf(source, leaf, whole, bytes, rows));
    }
    return textsOf(column, found);
  } catch (error) {
    return whyUnread(error);
  }
}

function textsOf({ tree, leaves, isNested }: ParquetColumn, found: readonly unknown[][]): ColumnTexts {
  if (isNested)
    return nestedTexts(
      tree,
      leaves.map((path, at) => ({ path, values: found[at] ?? [] })),
    );
  const { text } = leafTypeOf(tree.element);
  return (found[0] ?? []).map((value) => (value === null || value === undefined ? null : text(value)));
}
