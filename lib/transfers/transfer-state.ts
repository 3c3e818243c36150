import type { Listed, Receipt } from './ports.ts';

/** Where one upload stands. `waiting` means that nothing moves until `retryAt`. */
export type Phase =
  | { name: 'queued' }
  | { name: 'uploading' }
  | { name: 'waiting'; retryAt: number; reason: string }
  | { name: 'committing' }
  | { name: 'confirming' }
  | { name: 'done'; listed: Listed }
  | { name: 'failed'; reason: string; error: unknown }
  | { name: 'conflict'; reason: string; error: unknown }
  | { name: 'cancelled' };

/** A block that storage holds; the MD5 tells whether the file still has the same bytes there. */
export interface StagedBlock {
  readonly bytes: number;
  readonly md5: Uint8Array;
}

export interface TransferState {
  readonly phase: Phase;
  readonly size: number;
  /** The blocks that storage holds, by index. */
  readonly staged: ReadonlyMap<number, StagedBlock>;
  /** Bytes sent so far of each block on its way, by index. */
  readonly inFlight: ReadonlyMap<number, number>;
  /** Set once storage has the whole blob. */
  readonly receipt: Receipt | undefined;
}

export type TransferEvent =
  | { type: 'queued' }
  | { type: 'uploading' }
  | { type: 'sending'; index: number; bytes: number }
  | { type: 'staged'; index: number; block: StagedBlock }
  /** `index` is the block that failed and waits; undefined for the commit and the confirm. `retryAt` by `Clock.now()`. */
  | { type: 'waiting'; index: number | undefined; retryAt: number; reason: string }
  | { type: 'committing' }
  | { type: 'committed'; receipt: Receipt }
  | { type: 'confirming' }
  | { type: 'done'; listed: Listed }
  | { type: 'failed'; reason: string; error: unknown }
  | { type: 'conflict'; reason: string; error: unknown }
  | { type: 'cancelled' };

export function initialTransfer(size: number): TransferState {
  return { phase: { name: 'queued' }, size, staged: new Map(), inFlight: new Map(), receipt: undefined };
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
      const staged = without(state.staged, event.index);
      return { ...state, phase, staged, inFlight: new Map(state.inFlight).set(event.index, event.bytes) };
    }
    case 'staged':
      return {
        ...state,
        phase: { name: 'uploading' },
        staged: new Map(state.staged).set(event.index, event.block),
        inFlight: without(state.inFlight, event.index),
      };
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

function without<T>(map: ReadonlyMap<number, T>, index: number | undefined): ReadonlyMap<number, T> {
  if (index === undefined || !map.has(index)) return map;
  const rest = new Map(map);
  rest.delete(index);
  return rest;
}

/** Bytes that storage holds or that are on their way: 0 to `size`. */
export function sentBytes({ staged, inFlight, receipt, size }: TransferState): number {
  if (receipt) return size;
  let bytes = 0;
  for (const part of staged.values()) bytes += part.bytes;
  for (const part of inFlight.values()) bytes += part;
  return Math.min(bytes, size);
}

export function isRunning({ phase }: TransferState): boolean {
  return ['queued', 'uploading', 'waiting', 'committing', 'confirming'].includes(phase.name);
}

/** Whether leaving the page would lose work: also where bytes in storage wait for a name. */
export function isAtStake(state: TransferState): boolean {
  return isRunning(state) || state.phase.name === 'conflict';
}
