import { countOf } from '#lib/format/count.ts';
import { exactTime } from '#lib/format/time.ts';
import type { Closing, Share, ShareState } from '#lib/shares/share-schema.ts';

export const stateWords: Record<ShareState, string> = {
  open: 'open',
  expired: 'expired',
  revoked: 'revoked',
  'used-up': 'used up',
};

/** What keeps an open link from opening, in a word and in a sentence. */
export const closingWords: Record<Closing, { word: string; why: string }> = {
  'links-off': {
    word: 'links are off',
    why: 'It does not open while links are switched off in this workspace.',
  },
  'dataset-deleted': {
    word: 'dataset deleted',
    why: 'It does not open, as its dataset is deleted; restored, it opens again.',
  },
};

/** Which version a link leads to. */
export function versionWords(n: number | null): string {
  return n === null ? 'always the newest version' : `version ${n}`;
}

/** What a link allows, a sentence each: who, how long, how often, what. */
export function allowances(
  share: Pick<Share, 'audience' | 'hasPassword' | 'expiresAt' | 'downloadLimit' | 'preview' | 'n'>,
): string[] {
  const { audience, hasPassword, expiresAt, downloadLimit, preview, n } = share;
  const who = audience === 'members' ? 'Signed-in members with the link' : 'Anyone with the link';
  return [
    `${who}${hasPassword ? ' and the password' : ''}.`,
    `Open until ${exactTime(expiresAt)}.`,
    n === null ? 'Always the newest version.' : `Version ${n}, whatever comes after it.`,
    downloadLimit === null ? 'Downloads without a limit.' : `${countOf(downloadLimit, 'download')} at most.`,
    preview ? 'The first rows can be looked at.' : 'Nothing can be looked at, only downloaded.',
  ];
}

/** How far a link is used: `3 of 10 downloads`, `3 downloads`. */
export function downloadWords({
  downloads,
  downloadLimit,
}: Pick<Share, 'downloads' | 'downloadLimit'>): string {
  return downloadLimit === null
    ? countOf(downloads, 'download')
    : `${downloads} of ${countOf(downloadLimit, 'download')}`;
}
