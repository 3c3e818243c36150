import { previewShape } from '#lib/preview/preview-shape.ts';
import { dataTypeByName } from './data-type-by-name.ts';
import type { DataTypeId } from './data-types.ts';

/** Which of a version's files is looked at first: one of the version's data type, else one that can be shown, and no README. */
export function leadingFile<File extends { path: string }>(
  files: readonly File[],
  dataTypeId: DataTypeId,
): File | undefined {
  const others = files.filter(({ path }) => !/(^|\/)readme(\.[^/]*)?$/i.test(path));
  return (
    files.find(({ path }) => dataTypeByName(path) === dataTypeId) ??
    others.find(({ path }) => previewShape(dataTypeByName(path) ?? 'Other') !== 'none') ??
    others[0] ??
    files[0]
  );
}

/**
 * What one file of a version is. Of many each is what its name says, as all of them together are a zip; a type that says
 * more than the name, or stands where the name says nothing, was chosen for them.
 */
export function typeOfFile(
  { fileCount, dataTypeId }: { fileCount: number; dataTypeId: DataTypeId },
  { path }: { path: string },
): DataTypeId {
  if (fileCount === 1) return dataTypeId;
  const named = dataTypeByName(path);
  if (!named) return dataTypeId === 'Zip' ? 'Other' : dataTypeId;
  return dataTypeId.startsWith(named) ? dataTypeId : named;
}
