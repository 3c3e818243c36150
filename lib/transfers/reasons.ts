import { PortalAway, SluiceError } from '#lib/errors.ts';
import { DifferentFile, UnreadableSource } from './ports.ts';
import { isDamaged, lacksBlocks, StorageFailure } from './storage-failure.ts';

/** From this try on a lost connection may have another cause than the network of the moment. */
const manyTries = 8;

/** Why a transfer waits before it tries again, as the beginning of a sentence in the tray. */
export function waitReason(error: unknown, tries = 1): string {
  if (error instanceof PortalAway) return 'the portal does not answer';
  if (error instanceof SluiceError)
    return error.code === 'too_many_requests' ? 'the portal is busy' : withoutAdvice(error.message);
  if (!(error instanceof StorageFailure)) return 'something failed';
  if (error.kind === 'network')
    return tries < manyTries
      ? 'no connection to storage'
      : "still no connection to storage (an Owner may check the account's network and CORS rules)";
  if (error.kind === 'stalled' || error.status === 408 || error.status === 504)
    return 'storage did not answer in time';
  if (isDamaged(error)) return 'a block was damaged on its way';
  return 'storage is busy';
}

/** A portal's sentence, to be followed by when it is tried again: by us, not by whoever reads it. */
function withoutAdvice(sentence: string): string {
  return sentence.replace(/\.$/, '').replace(/; try again[^;]*$/, '');
}

/** Why a transfer failed for good, and the way on: one sentence. */
export function failReason(error: unknown): string {
  if (error instanceof SluiceError) return error.message;
  if (error instanceof UnreadableSource || error instanceof DifferentFile) return error.message;
  if (!(error instanceof StorageFailure))
    return 'The upload stopped unexpectedly; try again, and reload the page if it happens again.';
  if (error.kind !== 'refused') return 'Storage could not be reached; check the network and try again.';
  if (error.status === 403)
    return 'Storage refused a fresh key; ask an Owner to check the storage account and its network rules.';
  if (error.status === 507)
    return 'The disk of the storage is all but full; ask an operator to make room, then try again.';
  if (isDamaged(error)) return 'A block kept arriving damaged; try another network.';
  if (lacksBlocks(error))
    return 'Storage no longer holds all that was sent; try again to send what it lacks.';
  if (error.status >= 500 || error.status === 429 || error.status === 408)
    return 'Storage stayed busy through every retry; try again later.';
  const code = error.code ? ` ${error.code}` : '';
  return `Storage refused the upload (${error.status}${code}); try again, and tell an Owner if it stays.`;
}
