import type { DataTypeId } from '#lib/datasets/data-types.ts';
import { maxDescriptionLength } from '#lib/datasets/dataset-limits.ts';
import { nameKey, nameProblem, proposeName } from '#lib/datasets/dataset-name.ts';
import { guessDataType } from '#lib/datasets/guess-data-type.ts';
import { countOf, formatCount } from '#lib/format/count.ts';
import { maxFileSize } from '#lib/transfers/block-plan.ts';
import { fileNameProblem } from '#lib/transfers/file-name.ts';
import { folderFilesProblem } from '#lib/transfers/folder-problem.ts';
import { nextName } from '#lib/transfers/other-name.ts';
import type { ReserveUpload } from '#lib/transfers/upload-schema.ts';
import type { UploadRequest } from './desk.ts';
import type { Picked } from './picked.ts';

/** A file or a folder in the upload dialog, before it is reserved. */
export interface Draft {
  readonly id: number;
  readonly picked: Picked;
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

/** Drafts for what was picked, each under a name that no other one in the dialog has. */
export function draftsOf(
  picked: readonly Picked[],
  dataset: UploadRequest['dataset'],
  others: readonly Draft[],
): Draft[] {
  const keys = new Set(others.map(({ name }) => nameKey(name)));
  // Of many files with one name each counts on from the one before.
  const last = new Map<string, string>();
  return picked.map((one) => {
    const label = labelOf(one);
    // A folder's name has no extension to leave out.
    const proposed = proposeName(one.kind === 'file' ? label : `${label}.x`);
    const key = nameKey(proposed);
    const name = keys.has(key)
      ? nextName(last.get(key) ?? proposed, (other) => keys.has(nameKey(other)))
      : proposed;
    last.set(key, name);
    keys.add(nameKey(name));
    const guessed = one.kind === 'folder' ? ('Zip' as const) : guessDataType(label, new Uint8Array());
    return {
      id: ++lastId,
      picked: one,
      name,
      dataTypeId: dataset?.dataTypeId ?? guessed,
      typeChosen: dataset !== undefined || one.kind === 'folder',
      description: '',
      reserving: false,
      refusal: undefined,
      taken: undefined,
    };
  });
}

export function labelOf(picked: Picked): string {
  return picked.kind === 'file' ? picked.file.name : picked.name;
}

/** Bytes in all. */
export function sizeOf(picked: Picked): number {
  if (picked.kind === 'file') return picked.file.size;
  return picked.files.reduce((sum, { file }) => sum + file.size, 0);
}

/** How many of the drafts have a name, by its key. */
export type NameCounts = ReadonlyMap<string, number>;

/** Counted once for a change of the drafts: were each held against all the others, two thousand files would stop the page. */
export function countNames(drafts: readonly Draft[]): NameCounts {
  const counts = new Map<string, number>();
  for (const { name } of drafts) {
    const key = nameKey(name);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** What stands in the way of this draft's name, as one sentence; `names` counts all drafts, this one too. */
export function draftNameProblem({ name }: Draft, names: NameCounts): string | undefined {
  const problem = nameProblem(name);
  if (problem) return problem;
  const twin = (names.get(nameKey(name)) ?? 0) > 1;
  return twin ? 'Another file here has this name; change one of them.' : undefined;
}

/** What stands in the way of what was picked itself; only picking something else helps. */
export function fileProblem({ picked }: Draft): string | undefined {
  if (picked.kind === 'folder') return folderProblem(picked);
  if (picked.file.size > maxFileSize) return 'The file is larger than 4 TiB; split it.';
  return fileNameProblem(picked.file.name);
}

/** Of folders that were looked through: what is picked does not change, and it is asked for at each key pressed. */
const folderProblems = new WeakMap<Picked, { problem: string | undefined }>();

function folderProblem(picked: Picked & { kind: 'folder' }): string | undefined {
  const known = folderProblems.get(picked);
  if (known) return known.problem;
  const problem = folderFilesProblem(picked.files);
  folderProblems.set(picked, { problem });
  return problem;
}

export function descriptionProblem({ description }: Draft): string | undefined {
  const excess = description.length - maxDescriptionLength;
  if (excess <= 0) return undefined;
  return `The description has ${countOf(excess, 'character')} too many; ${formatCount(maxDescriptionLength)} are allowed.`;
}

/**
 * Whether it can be asked for as it is; `names` counts all drafts, this one too. `dataset`: it becomes a version of this one,
 * alone and without a name of its own.
 */
export function isReady(draft: Draft, names: NameCounts, dataset: UploadRequest['dataset']): boolean {
  if (draft.reserving || draft.taken || fileProblem(draft)) return false;
  if (dataset) return names.size === 1 && names.get(nameKey(draft.name)) === 1;
  return !(draftNameProblem(draft, names) || descriptionProblem(draft));
}

type Asked = Pick<ReserveUpload, 'name' | 'datasetId' | 'dataTypeId' | 'description'>;

function askedOf({ name, dataTypeId, description }: Draft, datasetId: string | undefined): Asked {
  return {
    ...(datasetId === undefined ? { name } : { datasetId }),
    dataTypeId,
    ...(description.trim() === '' ? {} : { description }),
  };
}

/** The body of a file's reservation: a new dataset, or a version of `datasetId`. */
export function fileReservation(draft: Draft, file: File, datasetId: string | undefined): ReserveUpload {
  return {
    ...askedOf(draft, datasetId),
    fileName: file.name,
    size: file.size,
    ...(/^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? { contentType: file.type } : {}),
  };
}

export function folderReservation(
  draft: Draft,
  picked: Picked & { kind: 'folder' },
  datasetId: string | undefined,
) {
  return { ...askedOf(draft, datasetId), fileCount: picked.files.length, size: sizeOf(picked) };
}
