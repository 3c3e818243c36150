import { formatCount } from '#lib/format/count.ts';
import { hiddenSignsProblem } from '#lib/format/hidden-signs.ts';
import { maxDownloadLimit, maxNoteLength, passwordLengths } from '#lib/shares/share-limits.ts';
import type { CreateShare, ShareAudience, SharePolicy } from '#lib/shares/share-schema.ts';
import { type Expiry, endOf, expiryProblem, proposedExpiry } from '../expiry.ts';
import { newPassword } from '../new-password.ts';

/** A link in the dialog, before it is made. */
export interface ShareDraft {
  /** Null: always the newest version. */
  n: number | null;
  audience: ShareAudience;
  expiry: Expiry;
  password: string | null;
  /** As typed; empty for no limit. */
  limit: string;
  note: string;
  /** Undefined: nobody chose yet, and it goes by the limit. */
  preview: boolean | undefined;
}

export type DraftProblems = Partial<Record<'expiry' | 'password' | 'limit' | 'note', string>>;

/** What is proposed: anyone with the link, a week, no limit but what the policy sets. */
export function draftFor(policy: SharePolicy): ShareDraft {
  return {
    n: null,
    audience: 'anyone',
    expiry: proposedExpiry(policy.maxLifetimeDays),
    password: policy.passwordRequired ? newPassword() : null,
    limit: '',
    note: '',
    preview: undefined,
  };
}

/** Whether rows can be looked at. A preview reads from the file itself, uncounted, so a limit suggests none. */
export function hasPreview({ preview, limit }: Pick<ShareDraft, 'preview' | 'limit'>): boolean {
  return preview ?? limit.trim() === '';
}

/** What a limit as typed does to previews, where nobody chose otherwise; nothing where there is none. */
export function limitHint(limit: string, nobodyChose: boolean): string | undefined {
  if (!nobodyChose || limit.trim() === '') return undefined;
  return 'A limit switches previews off: they read the file, uncounted.';
}

/** A limit as typed; null for none, undefined for what is no limit. */
export function limitOf(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  const limit = Number(text);
  return /^\d+$/.test(text) && limit >= 1 && limit <= maxDownloadLimit ? limit : undefined;
}

export function limitProblem(typed: string): string | undefined {
  return limitOf(typed) === undefined
    ? `Type a whole number from 1 to ${formatCount(maxDownloadLimit)}, or nothing.`
    : undefined;
}

export function passwordProblem(password: string | null): string | undefined {
  if (password === null) return undefined;
  if (password.length < passwordLengths.min) return `It needs at least ${passwordLengths.min} characters.`;
  return password === password.trim() ? undefined : 'It begins or ends with a blank; remove it.';
}

export function noteProblem(note: string): string | undefined {
  return note.trim().length > maxNoteLength
    ? `It is too long; ${maxNoteLength} characters are allowed.`
    : hiddenSignsProblem(note.trim().replace(/\s+/g, ' '), 'The note');
}

/** The rules that a draft breaks, by field; empty where it can be asked for. */
export function problemsOf(draft: ShareDraft, policy: SharePolicy, now: number): DraftProblems {
  const problems = {
    expiry: expiryProblem(draft.expiry, policy.maxLifetimeDays, now),
    password: passwordProblem(draft.password),
    limit: limitProblem(draft.limit),
    note: noteProblem(draft.note),
  };
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem));
}

/** The body that asks for the link of a draft without problems. */
export function shareOf(draft: ShareDraft, datasetId: string, now: number): CreateShare {
  const { n, audience, expiry, password, limit, note } = draft;
  return {
    datasetId,
    n,
    audience,
    expiresAt: (endOf(expiry, now) ?? new Date(now)).toISOString(),
    password,
    downloadLimit: limitOf(limit) ?? null,
    note: note.trim().replace(/\s+/g, ' '),
    preview: hasPreview(draft),
  };
}
