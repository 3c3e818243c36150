import { type DataTypeId, labelOf } from '#lib/datasets/data-types.ts';
import { guessDataType } from '#lib/datasets/guess-data-type.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { countOf } from '#lib/format/count.ts';
import { exactTime } from '#lib/format/time.ts';
import type { DataRequestView } from '#lib/shares/data-request-schema.ts';
import { fileNameProblem } from '#lib/transfers/file-name.ts';

type Limits = DataRequestView['limits'];

/** What a link takes, a sentence each. */
export function limitWords(
  { maxBytesPerFile, maxFiles, dataTypeIds }: Limits,
  { expiresAt, filesLeft }: { expiresAt: string; filesLeft?: number },
): string[] {
  return [
    filesLeft === undefined || filesLeft === maxFiles
      ? `${countOf(maxFiles, 'file')} at most.`
      : `${countOf(filesLeft, 'more file')} of ${maxFiles}.`,
    `Up to ${formatBytes(maxBytesPerFile)} each.`,
    dataTypeIds ? kindsOf(dataTypeIds) : 'Files of any kind.',
    `Open until ${exactTime(expiresAt)}.`,
  ];
}

/** Why a file cannot be sent by the link, as one sentence; undefined where it can. */
export function sendProblem(file: Pick<File, 'name' | 'size'>, limits: Limits): string | undefined {
  const { maxBytesPerFile, dataTypeIds } = limits;
  if (file.size > maxBytesPerFile)
    return `It has ${formatBytes(file.size)}, and this link takes files of up to ${formatBytes(maxBytesPerFile)}; send a smaller one.`;
  const type = typeOf(file, limits);
  if (dataTypeIds && !dataTypeIds.includes(type))
    return `${type === 'Other' ? 'Its name does not tell what kind of file it is' : `It looks like ${labelOf(type)}`}, and this link does not take that. ${kindsOf(dataTypeIds)}`;
  return fileNameProblem(file.name);
}

/** The kinds that a link takes, as a sentence; labels hold commas. */
function kindsOf(ids: readonly DataTypeId[]): string {
  const labels = ids.map(labelOf);
  return labels.length === 1 ? `${labels[0]} only.` : `Only these kinds: ${labels.join('; ')}.`;
}

/** A name tells a table, but not whether its first row names the columns. */
const withoutHeader: Partial<Record<DataTypeId, DataTypeId>> = {
  GenericCSV: 'GenericCSVNoHeader',
  GenericTSV: 'GenericTSVNoHeader',
};

/** The type that a file is sent as, by its name and by what the link takes. */
export function typeOf(
  { name }: Pick<File, 'name'>,
  { dataTypeIds }: Pick<Limits, 'dataTypeIds'>,
): DataTypeId {
  const guessed = guessDataType(name, new Uint8Array());
  const other = withoutHeader[guessed];
  return other && dataTypeIds?.includes(other) && !dataTypeIds.includes(guessed) ? other : guessed;
}
