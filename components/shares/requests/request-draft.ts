import type { DataTypeId } from '#lib/datasets/data-types.ts';
import { formatCount } from '#lib/format/count.ts';
import type { CreateDataRequest } from '#lib/shares/data-request-schema.ts';
import { maxRequestedFiles } from '#lib/shares/share-limits.ts';
import type { SharePolicy } from '#lib/shares/share-schema.ts';
import { noteProblem, passwordProblem } from '../dialogs/share-draft.ts';
import { type Expiry, endOf, expiryProblem, proposedExpiry } from '../expiry.ts';
import { newPassword } from '../new-password.ts';

/** A link to receive data in the dialog, before it is made. */
export interface RequestDraft {
  title: string;
  note: string;
  expiry: Expiry;
  password: string | null;
  maxBytesPerFile: number;
  /** As typed. */
  maxFiles: string;
  /** Null: anything. */
  dataTypeIds: readonly DataTypeId[] | null;
}

/** Sizes on offer for one file, in bytes (decimal, as the page shows them). */
export const sizesOnOffer = [100e6, 1e9, 10e9, 100e9, 1e12];

export type RequestProblems = Partial<
  Record<'title' | 'note' | 'expiry' | 'password' | 'maxFiles' | 'dataTypeIds', string>
>;

export function requestDraftFor(policy: SharePolicy): RequestDraft {
  return {
    title: '',
    note: '',
    expiry: proposedExpiry(policy.maxLifetimeDays),
    password: policy.passwordRequired ? newPassword() : null,
    maxBytesPerFile: 10e9,
    maxFiles: '10',
    dataTypeIds: null,
  };
}

/** The rules that a draft breaks, by field; empty where it can be asked for. */
export function requestProblems(draft: RequestDraft, policy: SharePolicy, now: number): RequestProblems {
  const problems = {
    title: draft.title.trim() === '' ? 'Say what you ask for.' : undefined,
    note: noteProblem(draft.note),
    expiry: expiryProblem(draft.expiry, policy.maxLifetimeDays, now),
    password: passwordProblem(draft.password),
    maxFiles: filesProblem(draft.maxFiles),
    dataTypeIds: draft.dataTypeIds?.length === 0 ? 'Choose one kind at least.' : undefined,
  };
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem));
}

export function filesProblem(typed: string): string | undefined {
  const text = typed.trim();
  const fits = /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= maxRequestedFiles;
  return fits ? undefined : `Type a whole number from 1 to ${formatCount(maxRequestedFiles)}.`;
}

/** The body that asks for the link of a draft without problems. */
export function requestOf(draft: RequestDraft, now: number): CreateDataRequest {
  const { title, note, expiry, password, maxBytesPerFile, maxFiles, dataTypeIds } = draft;
  return {
    title: title.trim(),
    note: note.trim().replace(/\s+/g, ' '),
    expiresAt: (endOf(expiry, now) ?? new Date(now)).toISOString(),
    password,
    maxBytesPerFile,
    maxFiles: Number(maxFiles.trim()),
    dataTypeIds: dataTypeIds === null ? null : [...dataTypeIds],
  };
}
