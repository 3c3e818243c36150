import { type FileMetaData, parquetSchema, type SchemaTree } from 'hyparquet';
import { isFlatColumn } from 'hyparquet/src/schema.js';
import { type Column, longestCell } from '../preview.ts';
import { leafTypeOf } from './leaf-type.ts';

/** A column of the table, nested or not. */
export interface ParquetColumn {
  tree: SchemaTree;
  /** The schema from the root to each of its leaves; a column that is not nested is its own. */
  leaves: SchemaTree[][];
  /** Which of a row group's chunks is that of its first leaf. */
  firstChunk: number;
  isNested: boolean;
  /** What the grid tells of it. */
  shown: Column;
}

/** The columns in their order. Throws where the schema names more than it holds, or something else than it should. */
export function parquetColumns(metadata: FileMetaData): ParquetColumn[] {
  const root = parquetSchema(metadata);
  let firstChunk = 0;
  return root.children.map((tree) => {
    const leaves = leavesBelow([root, tree]);
    const isNested = !isFlatColumn([root, tree]);
    const column = { tree, leaves, firstChunk, isNested, shown: shownColumn(tree, isNested) };
    firstChunk += leaves.length;
    return column;
  });
}

function leavesBelow(path: SchemaTree[]): SchemaTree[][] {
  const last = path.at(-1);
  if (!last) return [];
  if (last.children.length > 0) return last.children.flatMap((child) => leavesBelow([...path, child]));
  // A struct without fields has no bytes anywhere.
  return last.element.type ? [path] : [];
}

function shownColumn(tree: SchemaTree, isNested: boolean): Column {
  const { name } = tree.element;
  const { type, stored } = isNested ? nestedType(tree) : leafTypeOf(tree.element);
  return { name: name.slice(0, longestCell), from: 'header', type, stored };
}

function nestedType({ element }: SchemaTree): Pick<Column, 'type'> & { stored: string } {
  const kind = element.logical_type?.type ?? element.converted_type ?? '';
  const stored = element.repetition_type === 'REPEATED' ? 'list' : nestedKinds[kind];
  return { type: 'text', stored: stored ?? 'struct' };
}

const nestedKinds: Record<string, string | undefined> = {
  LIST: 'list',
  MAP: 'map',
  MAP_KEY_VALUE: 'map',
  VARIANT: 'variant',
};
