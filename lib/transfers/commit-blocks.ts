import { contentBlockId } from './block-plan.ts';
import { toHex } from './hex.ts';
import type { Receipt } from './ports.ts';
import type { Staging } from './stage-blocks.ts';
import { guardStall } from './stall-guard.ts';
import { StorageFailure } from './storage-failure.ts';
import { withRetry } from './with-retry.ts';

/**
 * Makes the staged blocks (their MD5s, in order) one blob, once. Where storage says that the blob exists, an
 * acknowledgement of ours was lost: the same list is committed over it, as the key may not read the blob's ETag and
 * nobody else holds the key.
 */
export async function commitBlocks(
  { ports, keys, emit }: Staging,
  blocks: readonly Uint8Array[],
  md5: Uint8Array,
  signal: AbortSignal,
): Promise<Receipt> {
  const { storage, source, clock } = ports;
  const ids = blocks.map((block, index) => contentBlockId(index, block));

  function commit(onlyNew: boolean): Promise<{ etag: string }> {
    const list = { ids, md5, contentType: source.contentType, onlyNew };
    return keys.withKey(signal, (url) =>
      guardStall(clock, signal, (guarded) => storage.commit(url, list, guarded)),
    );
  }

  async function attempt(): Promise<{ etag: string }> {
    emit({ type: 'committing' });
    return commit(true).catch((error: unknown) => {
      if (error instanceof StorageFailure && error.code === 'BlobAlreadyExists') return commit(false);
      throw error;
    });
  }

  const { etag } = await withRetry(
    ports,
    signal,
    (pause) => emit({ type: 'waiting', index: undefined, ...pause }),
    attempt,
  );
  return { etag, md5: toHex(md5) };
}
