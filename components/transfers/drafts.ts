import type { DataTypeId } from '#lib/datasets/data-types.ts';
import { maxDescriptionLength } from '#lib/datasets/dataset-limits.ts';
import { nameKey, nameProblem, proposeName } from '#lib/datasets/dataset-name.ts';
import { guessDataType } from '#lib/datasets/guess-data-type.ts';
import { countOf, formatCount } from '#lib/format/count.ts';
import { maxFileSize } from '#lib/transfers/block-plan.ts';
import { fileNameProblem } from '#lib/transfers/file-name.ts';
import { otherName } from '#lib/transfers/other-name.ts';
import type { ReserveUpload } from '#lib/transfers/upload-schema.ts';
import type { UploadRequest } from './desk.ts';

/** A file in the upload dialog, before it is reserved. */
export interface Draft {
  readonly id: number;
  readonly file: File;
  readonly name: string;
  readonly dataTypeId: DataTypeId;
  /** The type was chosen by hand, or is the dataset's: a guess does not change it. */
  readonly typeChosen: boolean;
  readonly description: string;
  readonly reserving: boolean;
  /** Why the portal refused it, or why it cannot be read. */
  readonly refusal: string | undefined;
  /** The portal says that this name is taken, by this dataset. */
  readonly taken: { name: string; datasetId: string | undefined } | undefined;
}

let lastId = 0;

/** Drafts for `files`, each under a name that no other one in the dialog has. */
export function draftsOf(
  files: readonly File[],
  dataset: UploadRequest['dataset'],
  others: readonly Draft[],
): Draft[] {
  const names = others.map(({ name }) => name);
  return files.map((file) => {
    const proposed = proposeName(file.name);
    const name = names.map(nameKey).includes(nameKey(proposed)) ? otherName(proposed, names) : proposed;
    names.push(name);
    return {
      id: ++lastId,
      file,
      name,
      dataTypeId: dataset?.dataTypeId ?? guessDataType(file.name, new Uint8Array()),
      typeChosen: dataset !== undefined,
      description: '',
      reserving: false,
      refusal: undefined,
      taken: undefined,
    };
  });
}

/** What stands in the way of this draft's name, as one sentence. */
export function draftNameProblem({ id, name }: Draft, drafts: readonly Draft[]): string | undefined {
  const problem = nameProblem(name);
  if (problem) return problem;
  const twin = drafts.some((other) => other.id !== id && nameKey(other.name) === nameKey(name));
  return twin ? 'Another file here has this name; change one of them.' : undefined;
}

/** What stands in the way of the file itself; only another file helps. */
export function fileProblem({ file }: Draft): string | undefined {
  if (file.size > maxFileSize) return 'The file is larger than 4 TiB; split it.';
  return fileNameProblem(file.name);
}

export function descriptionProblem({ description }: Draft): string | undefined {
  const excess = description.length - maxDescriptionLength;
  if (excess <= 0) return undefined;
  return `The description has ${countOf(excess, 'character')} too many; ${formatCount(maxDescriptionLength)} are allowed.`;
}

/** Whether it can be asked for as it is. `dataset`: it becomes a version of this one and needs no name. */
export function isReady(draft: Draft, drafts: readonly Draft[], dataset: UploadRequest['dataset']): boolean {
  if (draft.reserving || draft.taken || fileProblem(draft)) return false;
  return dataset !== undefined || !(draftNameProblem(draft, drafts) || descriptionProblem(draft));
}

/** The body of the reservation: a new dataset, or a version of `datasetId`. */
export function reservationOf(draft: Draft, datasetId: string | undefined): ReserveUpload {
  const { file, name, dataTypeId, description } = draft;
  return {
    ...(datasetId === undefined ? { name } : { datasetId }),
    dataTypeId,
    fileName: file.name,
    size: file.size,
    ...(description.trim() === '' ? {} : { description }),
    ...(/^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? { contentType: file.type } : {}),
  };
}
