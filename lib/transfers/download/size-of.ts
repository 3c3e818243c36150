import type { StoredFile } from './ports.ts';

/** Bytes of these files together. */
export function sizeOf(files: readonly Pick<StoredFile, 'size'>[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
