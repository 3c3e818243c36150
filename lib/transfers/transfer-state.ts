import type { BlockDigest, HashedPart, Listed, Receipt } from './ports.ts';
import { noBlocks, type StagedBlock, type StagedBlocks, withBlock } from './staged-blocks.ts';

/** Where one upload stands. `waiting`: nothing moves until `retryAt` (`Clock.now()`), or until there is a network again. */
export type Phase =
  | { name: 'queued' }
  | { name: 'uploading' }
  | { name: 'waiting'; retryAt: number | undefined; reason: string }
  | { name: 'paused' }
  | { name: 'committing' }
  | { name: 'confirming' }
  | { name: 'done'; listed: Listed }
  | { name: 'failed'; reason: string; error: unknown }
  | { name: 'conflict'; reason: string; error: unknown }
  | { name: 'cancelled' };

export interface TransferState {
  readonly phase: Phase;
  readonly size: number;
  /** The blocks that storage holds. */
  readonly staged: StagedBlocks;
  /** Bytes sent so far of each block on its way, by index. */
  readonly inFlight: ReadonlyMap<number, number>;
  /** Up to where the file is hashed and staged without a gap: a resumed upload need not read that part again. */
  readonly hashed: HashedPart | undefined;
  /** Blocks hashed and staged behind a gap. */
  readonly hashedAhead: ReadonlyMap<number, BlockDigest>;
  /** Set once storage has the whole blob. */
  readonly receipt: Receipt | undefined;
}

export type TransferEvent =
  | { type: 'queued' }
  | { type: 'uploading' }
  | { type: 'sending'; index: number; bytes: number }
  | { type: 'staged'; index: number; block: StagedBlock }
  /** The block is in storage, and the whole file's hash is known up to its end. */
  | { type: 'hashed'; index: number; digest: BlockDigest }
  /** `index` is the block that failed and waits; undefined for the commit and the confirm. `retryAt` by `Clock.now()`. */
  | { type: 'waiting'; index: number | undefined; retryAt: number | undefined; reason: string }
  | { type: 'paused' }
  | { type: 'committing' }
  | { type: 'committed'; receipt: Receipt }
  | { type: 'confirming' }
  | { type: 'done'; listed: Listed }
  | { type: 'failed'; reason: string; error: unknown }
  | { type: 'conflict'; reason: string; error: unknown }
  | { type: 'cancelled' };

export function initialTransfer(size: number): TransferState {
  return {
    phase: { name: 'queued' },
    size,
    staged: noBlocks,
    inFlight: new Map(),
    hashed: undefined,
    hashedAhead: new Map(),
    receipt: undefined,
  };
}

/** The state after `event`; the same object where nothing changed. A cancelled or finished transfer stays as it is. */
export function reduceTransfer(state: TransferState, event: TransferEvent): TransferState {
  if (state.phase.name === 'cancelled' || state.phase.name === 'done') return state;
  switch (event.type) {
    case 'queued':
    case 'uploading':
      return { ...state, phase: { name: event.type } };
    case 'sending': {
      const phase: Phase = state.phase.name === 'uploading' ? state.phase : { name: 'uploading' };
      // Staged anew, as the file changed: what storage holds of it no longer counts.
      const staged = withBlock(state.staged, event.index, undefined);
      return { ...state, phase, staged, inFlight: new Map(state.inFlight).set(event.index, event.bytes) };
    }
    case 'staged':
      return {
        ...state,
        phase: { name: 'uploading' },
        staged: withBlock(state.staged, event.index, event.block),
        inFlight: without(state.inFlight, event.index),
      };
    case 'hashed':
      return hashedBy(state, event.digest);
    case 'paused':
      return { ...state, phase: { name: 'paused' }, inFlight: new Map() };
    case 'waiting': {
      const inFlight = without(state.inFlight, event.index);
      const { retryAt, reason } = event;
      // While other blocks move, one block's pause is no news.
      const phase: Phase = inFlight.size > 0 ? state.phase : { name: 'waiting', retryAt, reason };
      return { ...state, phase, inFlight };
    }
    case 'committing':
    case 'confirming':
      return { ...state, phase: { name: event.type }, inFlight: new Map() };
    case 'committed':
      return { ...state, receipt: event.receipt };
    case 'done':
      return { ...state, phase: { name: 'done', listed: event.listed } };
    case 'failed':
    case 'conflict':
      return {
        ...state,
        phase: { name: event.type, reason: event.reason, error: event.error },
        inFlight: new Map(),
      };
    case 'cancelled':
      return { ...state, phase: { name: 'cancelled' }, inFlight: new Map() };
  }
}

/** Blocks come through in any order; the hash's state counts only as far as no block is missing. */
function hashedBy(state: TransferState, digest: BlockDigest): TransferState {
  const ahead = new Map(state.hashedAhead).set(digest.index, digest);
  let { hashed } = state;
  for (;;) {
    const next = ahead.get(hashed?.blocks ?? 0);
    if (!next) break;
    ahead.delete(next.index);
    if (!next.state) break;
    hashed = { blocks: next.index + 1, state: next.state };
  }
  return { ...state, hashed, hashedAhead: ahead };
}

function without<T>(map: ReadonlyMap<number, T>, index: number | undefined): ReadonlyMap<number, T> {
  if (index === undefined || !map.has(index)) return map;
  const rest = new Map(map);
  rest.delete(index);
  return rest;
}

/** Bytes that storage holds or that are on their way: 0 to `size`. */
export function sentBytes({ staged, inFlight, receipt, size }: TransferState): number {
  if (receipt) return size;
  let { bytes } = staged;
  for (const part of inFlight.values()) bytes += part;
  return Math.min(bytes, size);
}
