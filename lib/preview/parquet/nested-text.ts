import type { SchemaTree } from 'hyparquet';
import { assembleNested } from 'hyparquet/src/assemble.js';
import { ColumnUnread } from './failures.ts';
import { leafTypeOf } from './leaf-type.ts';

/** A leaf below a nested column: its place in the schema and its values, lists within lists. */
export interface NestedLeaf {
  path: SchemaTree[];
  values: unknown[];
}

/** What a nested column holds in each row, as JSON, or null. Numbers that JSON's readers would round are strings. */
export function nestedTexts(column: SchemaTree, leaves: readonly NestedLeaf[]): (string | null)[] {
  const byPath = new Map<string, unknown[]>();
  for (const { path, values } of leaves) {
    const leaf = path.at(-1);
    if (!leaf) throw new ColumnUnread('damaged');
    const { type, text } = leafTypeOf(leaf.element);
    byPath.set(
      leaf.path.join('.'),
      mapLeaves(values, (value) => jsonOf(type, text(value))),
    );
  }
  assembleNested(byPath, column, parsers as never);
  const rows = byPath.get(column.path.join('.')) ?? [];
  return rows.map((row) => (row === null || row === undefined ? null : JSON.stringify(row)));
}

/** Values of VARIANT are bytes of a format of their own; they stay what they are. */
const parsers = {};

function mapLeaves(values: readonly unknown[], map: (value: unknown) => unknown): unknown[] {
  return values.map((value) => {
    if (Array.isArray(value)) return mapLeaves(value, map);
    return value === null || value === undefined ? null : map(value);
  });
}

function jsonOf(type: string, text: string): unknown {
  if (type === 'boolean') return text === 'true';
  const number = Number(text);
  const isExact = type === 'number' && Number.isFinite(number) && String(number) === text;
  return isExact ? number : text;
}
