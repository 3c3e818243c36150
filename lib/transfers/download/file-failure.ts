import { StorageFailure } from '../storage-failure.ts';
import { ChangedBytes, MissingBytes } from './failures.ts';

/** What storage's refusal says about the file; any other error as it is. */
export function meaningOf(error: unknown, path: string): unknown {
  if (!(error instanceof StorageFailure)) return error;
  if (error.status === 404) return new MissingBytes(path);
  return error.status === 412 || error.status === 416 ? new ChangedBytes(path) : error;
}
