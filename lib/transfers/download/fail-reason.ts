import { SluiceError } from '#lib/errors.ts';
import { StorageFailure } from '../storage-failure.ts';
import { ChangedBytes, ChangedOnDisk, DamagedBytes, MissingBytes, RefusedName } from './failures.ts';
import { SinkFailure } from './ports.ts';

/** Why a download stopped, and the way on: one sentence. */
export function downloadFailReason(error: unknown): string {
  if (error instanceof SluiceError) return error.message;
  if (
    error instanceof MissingBytes ||
    error instanceof ChangedBytes ||
    error instanceof DamagedBytes ||
    error instanceof ChangedOnDisk ||
    error instanceof RefusedName
  )
    return error.message;
  // Nothing else of a download throws a DOMException that gets here.
  if (error instanceof SinkFailure || error instanceof DOMException) return diskReason(error);
  if (!(error instanceof StorageFailure))
    return 'The download stopped unexpectedly; try again, and reload the page if it happens again.';
  if (error.kind !== 'refused') return 'Storage could not be reached; check the network and try again.';
  if (error.status === 403)
    return 'Storage refused a fresh key; ask an Owner to check the storage account and its network rules.';
  if (error.status >= 500 || error.status === 429 || error.status === 408)
    return 'Storage stayed busy through every retry; try again later.';
  const code = error.code ? ` ${error.code}` : '';
  return `Storage refused the download (${error.status}${code}); try again, and tell an Owner if it stays.`;
}

function diskReason(error: SinkFailure | DOMException): string {
  const cause = error instanceof SinkFailure ? error.cause : error;
  const name = cause instanceof DOMException ? cause.name : '';
  if (name === 'QuotaExceededError' || (error instanceof SinkFailure && error.full))
    return 'There is no room left where the file is written; make room and go on.';
  if (name === 'NotFoundError')
    return 'The file or folder that is written to is no longer there; try again, or begin the download anew at another place.';
  if (name === 'NotAllowedError')
    return 'The browser no longer allows to write there; try again, and allow it when the browser asks.';
  return 'The file could not be written; look whether it was moved, deleted or is open elsewhere, and try again.';
}
