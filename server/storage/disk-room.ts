import { SluiceError } from '#lib/errors.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import type { Config } from '#server/platform/config.ts';
import { freeBytes, keptForRecords } from '#server/platform/free-bytes.mjs';

/**
 * Throws `quota_exceeded` where the disk of the embedded storage has no room for `size` bytes more, before anybody sends
 * them. What other open uploads are still to bring is not counted: a storage that fills up meanwhile says so itself (507).
 * A storage account has no such end.
 */
export function requireDiskRoom(
  { storage, dataFolder }: Pick<Config, 'storage' | 'dataFolder'>,
  size: number,
  free: (folder: string) => number = freeBytes,
): void {
  if (!storage.embedded || size === 0) return;
  const left = Math.max(0, free(dataFolder) - keptForRecords);
  if (size <= left) return;
  throw new SluiceError(
    'quota_exceeded',
    `The disk of the embedded storage has room for ${formatBytes(left)} more and this upload needs ${formatBytes(size)}; ask an operator to make room.`,
    { details: { bytesLeft: left } },
  );
}
