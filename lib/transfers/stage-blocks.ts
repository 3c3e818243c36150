import { type BlockPlan, blockId, blockRange } from './block-plan.ts';
import type { KeyKeeper } from './key-keeper.ts';
import type { Lanes } from './lanes.ts';
import type { BlockDigest, Ports } from './ports.ts';
import { UnreadableSource } from './ports.ts';
import { guardStall } from './stall-guard.ts';
import { StorageFailure } from './storage-failure.ts';
import type { StagedBlock, TransferEvent } from './transfer-state.ts';
import { withRetry } from './with-retry.ts';

export interface Staging {
  ports: Ports;
  lanes: Lanes;
  keys: KeyKeeper;
  plan: BlockPlan;
  emit: (event: TransferEvent) => void;
}

/**
 * Brings every block of the source to storage, several at once, each with its MD5; one in `staged` with the same MD5 is
 * there already. The first block that fails for good stops the others.
 */
export async function stageBlocks(
  staging: Staging,
  staged: ReadonlyMap<number, StagedBlock>,
  signal: AbortSignal,
): Promise<void> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);

  async function lane(): Promise<void> {
    for (;;) {
      const digest = await staging.ports.hasher.next(either);
      if (!digest) return;
      if (!sameBytes(staged.get(digest.index)?.md5, digest.md5)) await stageBlock(staging, digest, either);
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
}

async function stageBlock(
  { ports, lanes, keys, plan, emit }: Staging,
  { index, md5 }: BlockDigest,
  signal: AbortSignal,
): Promise<void> {
  const { source, storage, clock } = ports;
  const { start, end } = blockRange(plan, source.size, index);

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
            return storage.stageBlock(url, { id: blockId(index), body, md5, onProgress }, guarded);
          }),
        )
        .catch((error: unknown) => stillReadable(body, error));
    });
  }

  await withRetry(ports, signal, (pause) => emit({ type: 'waiting', index, ...pause }), attempt);
  emit({ type: 'staged', index, block: { bytes: end - start, md5 } });
}

function sameBytes(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one?.every((byte, index) => byte === other[index]) ?? false;
}

/** A browser reports a file that changed under the request as a failed connection; reading a byte tells them apart. */
async function stillReadable(body: Blob, error: unknown): Promise<never> {
  if (error instanceof StorageFailure && error.kind === 'network')
    await body
      .slice(0, 1)
      .arrayBuffer()
      .catch((cause: unknown) => {
        throw new UnreadableSource({ cause });
      });
  throw error;
}
