// @ts-check
import { statfsSync } from 'node:fs';

/**
 * The embedded storage takes no more bytes once its disk has less than this left. Its own records and the embedded
 * database, which changes nothing at 64 MiB, go on: so what fills the disk can be deleted.
 */
export const keptForRecords = 256 * 1024 * 1024;

/** Bytes that may still be written below `folder`. @param {string} folder @returns {number} */
export function freeBytes(folder) {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
