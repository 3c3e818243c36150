import { dataTypeByName } from './data-type-by-name.ts';
import type { DataTypeId } from './data-types.ts';

/** Which of a version's files is looked at first: one of the version's data type, else any that is no README. */
export function leadingFile<File extends { path: string }>(
  files: readonly File[],
  dataTypeId: DataTypeId,
): File | undefined {
  return (
    files.find(({ path }) => dataTypeByName(path) === dataTypeId) ??
    files.find(({ path }) => !/(^|\/)readme(\.[^/]*)?$/i.test(path)) ??
    files[0]
  );
}
