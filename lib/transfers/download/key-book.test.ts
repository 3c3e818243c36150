import { expect, it } from 'vitest';
import { PortalAway } from '#lib/errors.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { fakeNetwork } from '../testing/fake-network.ts';
import type { Pause } from '../with-retry.ts';
import { createKeyBook } from './key-book.ts';

const paths = Array.from({ length: 450 }, (_, n) => `part ${n}`);

function bookOf(fails = 0, failure: Error = new Error('away')) {
  const asked: number[] = [];
  const pauses: Pause[] = [];
  let left = fails;
  const clock = fakeClock();
  const keeperOf = createKeyBook(
    paths,
    async (batch) => {
      asked.push(batch.length);
      if (left-- > 0) throw failure;
      return batch.map((path) => ({ url: `${path} ${asked.length}`, expiresAt: '' }));
    },
    { clock, network: fakeNetwork(), random: () => 0.5, onPause: (pause) => pauses.push(pause) },
  );
  const { signal } = new AbortController();
  const keyOf = async (index: number) => (await keeperOf(index, signal)).withKey(signal, async (url) => url);
  return { asked, clock, pauses, keyOf };
}

it('asks for keys in batches, as the files come up', async () => {
  const { asked, keyOf } = bookOf();
  expect(await Promise.all([keyOf(0), keyOf(199)])).toEqual(['part 0 1', 'part 199 1']);
  expect(asked).toEqual([200]);
  expect(await keyOf(449)).toBe('part 449 2');
  expect(asked).toEqual([200, 50]);
});

it('asks for a key of its own where that of the batch has aged', async () => {
  const { asked, clock, keyOf } = bookOf();
  await keyOf(0);
  clock.advance(11 * 60_000);
  expect(await keyOf(5)).toBe('part 5 2');
  expect(asked).toEqual([200, 1]);
});

it('asks again for a batch that did not come', async () => {
  const { keyOf } = bookOf(1);
  await expect(keyOf(0)).rejects.toThrow('away');
  expect(await keyOf(0)).toBe('part 0 2');
});

it('waits for a portal that is away or busy, and tells it', async () => {
  const { asked, pauses, keyOf } = bookOf(3, new PortalAway('cut'));
  expect(await keyOf(0)).toBe('part 0 4');
  expect(asked).toEqual([200, 200, 200, 200]);
  expect(pauses.map(({ reason }) => reason)).toEqual(Array(3).fill('the portal does not answer'));
});
