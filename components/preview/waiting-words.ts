import { errorSentence } from '#components/ui/error-notice.tsx';

/** From when on, in seconds, one is told what a preview waits for. */
export const patience = 4;

/** What a preview waits for, by how the last try failed; null while the first is under way. */
export function waitingWords(failure: Error | null): string {
  if (!failure) return 'Still reading: neither the portal nor storage has sent the data yet.';
  // Its advice is taken: we try again, not who reads this.
  return `${errorSentence(failure).replace(/[;.][^;]*$/, '')}; trying again.`;
}
