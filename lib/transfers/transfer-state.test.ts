import { expect, it } from 'vitest';
import { indexesOf } from './staged-blocks.ts';
import { initialTransfer, reduceTransfer, sentBytes, type TransferEvent } from './transfer-state.ts';

const block = { bytes: 50, md5: new Uint8Array(16) };

function after(...events: TransferEvent[]) {
  return events.reduce(reduceTransfer, initialTransfer(100));
}

const pause = (index: number | undefined): TransferEvent => ({
  type: 'waiting',
  index,
  retryAt: 5,
  reason: 'storage is busy',
});

it('counts what storage holds and what is on its way, once', () => {
  const state = after(
    { type: 'sending', index: 0, bytes: 10 },
    { type: 'sending', index: 1, bytes: 20 },
    { type: 'sending', index: 0, bytes: 40 },
    { type: 'staged', index: 0, block },
  );
  expect(sentBytes(state)).toBe(70);
  expect(state.phase.name).toBe('uploading');
});

it('takes back the bytes of a block that must be sent again', () => {
  expect(sentBytes(after({ type: 'sending', index: 0, bytes: 40 }, pause(0)))).toBe(0);
});

it('waits only when nothing else moves, and says why', () => {
  const moving = after(
    { type: 'sending', index: 0, bytes: 10 },
    { type: 'sending', index: 1, bytes: 20 },
    pause(0),
  );
  expect(moving.phase.name).toBe('uploading');
  const waiting = reduceTransfer(moving, pause(1));
  expect(waiting.phase).toEqual({ name: 'waiting', retryAt: 5, reason: 'storage is busy' });
  expect(reduceTransfer(waiting, { type: 'sending', index: 1, bytes: 0 }).phase.name).toBe('uploading');
});

it('is complete in bytes once committed, and keeps that through a failed confirm', () => {
  const receipt = { etag: '"e"', md5: 'f'.repeat(32) };
  const state = after({ type: 'committed', receipt }, { type: 'failed', reason: 'No.', error: null });
  expect(sentBytes(state)).toBe(100);
  expect(state.receipt).toEqual(receipt);
});

it('keeps staged blocks through a failure, for going on', () => {
  const state = after(
    { type: 'staged', index: 0, block },
    { type: 'sending', index: 1, bytes: 3 },
    { type: 'failed', reason: 'No.', error: null },
    { type: 'queued' },
  );
  expect(state.phase.name).toBe('queued');
  expect(indexesOf(state.staged)).toEqual([0]);
  expect(sentBytes(state)).toBe(50);
});

it('stays cancelled, whatever arrives late', () => {
  const state = after({ type: 'cancelled' });
  expect(reduceTransfer(state, { type: 'staged', index: 0, block })).toBe(state);
  expect(reduceTransfer(state, { type: 'failed', reason: 'Late.', error: null })).toBe(state);
});

it('counts a block that is staged anew once', () => {
  const state = after({ type: 'staged', index: 0, block }, { type: 'sending', index: 0, bytes: 10 });
  expect(sentBytes(state)).toBe(10);
});

it('knows how far the file is hashed without a gap, whatever order the blocks come through in', () => {
  const hashed = (index: number): TransferEvent => ({
    type: 'hashed',
    index,
    digest: { index, md5: block.md5, state: Uint8Array.of(index + 1) },
  });
  const gap = after(hashed(0), hashed(2));
  expect(gap.hashed).toEqual({ blocks: 1, state: Uint8Array.of(1) });
  const closed = reduceTransfer(gap, hashed(1));
  expect(closed.hashed).toEqual({ blocks: 3, state: Uint8Array.of(3) });
  expect(closed.hashedAhead.size).toBe(0);
});

it('keeps what was staged through a pause', () => {
  const state = after(
    { type: 'staged', index: 0, block },
    { type: 'sending', index: 1, bytes: 9 },
    { type: 'paused' },
  );
  expect([state.phase.name, sentBytes(state)]).toEqual(['paused', 50]);
});
