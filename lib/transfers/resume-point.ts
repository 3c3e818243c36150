import { type BlockPlan, blockRange, readBlockId } from './block-plan.ts';
import { sameBytes } from './hex.ts';
import { DifferentFile, type HashedPart, type HeldByStorage, type Source } from './ports.ts';
import { blockAt, indexesOf, noBlocks, type StagedBlocks, withBlock } from './staged-blocks.ts';
import type { TransferState } from './transfer-state.ts';

/** What storage holds of an upload of `size` bytes, as blocks of its plan; blocks of another making do not count. */
export function stagedBlocksOf(
  plan: BlockPlan,
  size: number,
  { blocks }: Pick<HeldByStorage, 'blocks'>,
): StagedBlocks {
  let staged = noBlocks;
  for (const block of blocks) {
    const read = readBlockId(block.id);
    if (!read || read.index >= plan.blockCount) continue;
    const { start, end } = blockRange(plan, size, read.index);
    if (block.size === end - start)
      staged = withBlock(staged, read.index, { bytes: block.size, md5: read.md5 });
  }
  return staged;
}

/**
 * Where an upload stands by what storage holds. A committed blob leaves only the confirm; `hashed` (remembered by the
 * browser) counts as far as storage holds every block of it.
 */
export function resumeFrom(
  state: TransferState,
  plan: BlockPlan,
  held: HeldByStorage,
  hashed: HashedPart | undefined,
): TransferState {
  const { committed } = held;
  if (committed?.md5 && committed.size === state.size)
    return { ...state, receipt: { etag: committed.etag, md5: committed.md5 } };
  const staged = stagedBlocksOf(plan, state.size, held);
  const whole =
    hashed && Array.from({ length: hashed.blocks }, (_, index) => index).every((i) => blockAt(staged, i));
  return { ...state, staged, hashed: whole ? hashed : undefined, hashedAhead: new Map() };
}

/** Blocks read again to tell a file from another of the same size: the first, the last and three between. */
const samples = 5;

/**
 * Holds a file that was picked to go on with against blocks in storage, by their MD5. Throws `DifferentFile` where its
 * size or one of the blocks looked at is another.
 */
export async function mustBeSameFile(
  source: Source,
  { size, staged }: TransferState,
  plan: BlockPlan,
  digest: (block: Blob) => Promise<Uint8Array>,
): Promise<void> {
  if (source.size !== size) throw new DifferentFile();
  const indexes = indexesOf(staged);
  const step = Math.max(1, (indexes.length - 1) / (samples - 1));
  for (let at = 0; at <= indexes.length - 1; at += step) {
    const index = indexes[Math.round(at)] ?? 0;
    const { start, end } = blockRange(plan, size, index);
    if (!sameBytes(blockAt(staged, index)?.md5, await digest(source.slice(start, end))))
      throw new DifferentFile();
  }
}
