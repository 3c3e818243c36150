import { type BlockPlan, blockRange, contentBlockId } from './block-plan.ts';
import { sameBytes } from './hex.ts';
import type { KeyKeeper } from './key-keeper.ts';
import type { Lanes } from './lanes.ts';
import { type BlockDigest, DifferentFile, type Ports, type PutBlob, UnreadableSource } from './ports.ts';
import { blockAt, type StagedBlocks } from './staged-blocks.ts';
import { guardStall } from './stall-guard.ts';
import { StorageFailure } from './storage-failure.ts';
import type { TransferEvent } from './transfer-state.ts';
import { unlessAborted } from './unless-aborted.ts';
import { withRetry } from './with-retry.ts';

export interface Staging {
  ports: Pick<Ports, 'source' | 'storage' | 'hasher' | 'network' | 'clock' | 'random'>;
  lanes: Lanes;
  keys: KeyKeeper;
  plan: BlockPlan;
  emit: (event: TransferEvent) => void;
}

export interface HeldBlocks {
  staged: StagedBlocks;
  /** What storage holds was staged from this very file: other bytes there mean that it is another file. */
  sameFile: boolean;
}

/**
 * Brings every block of the source to storage, several at once, each with its MD5; one in `staged` with the same MD5 is
 * there already. The first block that fails for good stops the others. Answers the blocks' MD5s, in order.
 */
export async function stageBlocks(
  staging: Staging,
  { staged, sameFile }: HeldBlocks,
  signal: AbortSignal,
): Promise<Uint8Array[]> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  // The hasher may begin behind blocks that it has hashed before: those are staged.
  const md5s = Array.from({ length: staging.plan.blockCount }, (_, index) => blockAt(staged, index)?.md5);

  async function lane(): Promise<void> {
    for (;;) {
      const digest = await staging.ports.hasher.next(either);
      if (!digest) return;
      const held = md5s[digest.index];
      if (sameFile && held && !sameBytes(held, digest.md5)) throw new DifferentFile();
      md5s[digest.index] = digest.md5;
      if (sameBytes(held, digest.md5)) staging.emit({ type: 'hashed', index: digest.index, digest });
      else await stageBlock(staging, digest, either);
    }
  }

  const width = Math.min(staging.lanes.width, Math.max(1, staging.plan.blockCount));
  const lanes = Array.from({ length: width }, lane);
  try {
    await Promise.all(lanes);
  } finally {
    stop.abort();
    await Promise.allSettled(lanes);
  }
  return md5s.map((md5) => {
    if (!md5) throw new Error('a block was neither staged nor hashed');
    return md5;
  });
}

async function stageBlock(
  { ports, lanes, keys, plan, emit }: Staging,
  digest: BlockDigest,
  signal: AbortSignal,
): Promise<void> {
  const { index, md5 } = digest;
  const { source, storage, clock } = ports;
  const { start, end } = blockRange(plan, source.size, index);
  const id = contentBlockId(index, md5);

  function attempt(): Promise<void> {
    const body = source.slice(start, end);
    return lanes.run(signal, () => {
      emit({ type: 'sending', index, bytes: 0 });
      return keys
        .withKey(signal, (url) =>
          guardStall(clock, signal, (guarded, alive) => {
            function onProgress(bytes: number) {
              alive();
              emit({ type: 'sending', index, bytes });
            }
            return storage.stageBlock(url, { id, body, md5, onProgress }, guarded);
          }),
        )
        .catch((error: unknown) => stillReadable(body, error, signal));
    });
  }

  await withRetry(ports, signal, (pause) => emit({ type: 'waiting', index, ...pause }), attempt);
  emit({ type: 'staged', index, block: { bytes: end - start, md5 } });
  emit({ type: 'hashed', index, digest });
}

/** A browser reports a file that changed under the request as a failed connection; reading a byte tells them apart. */
export async function stillReadable(
  body: PutBlob['body'],
  error: unknown,
  signal: AbortSignal,
): Promise<never> {
  if (body instanceof Blob && error instanceof StorageFailure && error.kind === 'network') {
    const read = body.slice(0, 1).arrayBuffer();
    await unlessAborted(
      signal,
      read.catch((cause: unknown) => {
        throw new UnreadableSource({ cause });
      }),
    );
  }
  throw error;
}
