import type { DataTypeId } from '#lib/datasets/data-types.ts';

/** How the cells of a type stand apart; undefined where it is not one of comma- or tab-separated values. */
export function delimitedOf(dataTypeId: DataTypeId): { tab: boolean; header: boolean } | undefined {
  if (!/^Generic[CT]SV/.test(dataTypeId)) return undefined;
  return { tab: dataTypeId.startsWith('GenericTSV'), header: !dataTypeId.endsWith('NoHeader') };
}
