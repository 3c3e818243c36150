import { expect, it } from 'vitest';
import { createKeyKeeper } from '../key-keeper.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { fakeNetwork } from '../testing/fake-network.ts';
import type { RangeSource } from './ports.ts';
import { streamWindowBytes } from './range-plan.ts';
import { receiveInOrder } from './receive-in-order.ts';

it('ends also where bytes that fill the window arrive as it is stopped', async () => {
  const clock = fakeClock();
  let stopped = false;
  const source: RangeSource = {
    async *open(_url, _range, signal) {
      yield new Uint8Array(1);
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      stopped = true;
      // They were on their way when it happened.
      yield new Uint8Array(streamWindowBytes);
    },
  };
  const renewKey = async () => ({ url: 'key', expiresAt: '' });
  const received = receiveInOrder(
    {
      source,
      keys: createKeyKeeper({ url: 'key', askedAt: clock.now() }, { renewKey }, clock),
      clock,
      network: fakeNetwork(),
      random: () => 0.5,
    },
    { from: 0, size: 2 * streamWindowBytes, etag: '"1"' },
    () => Promise.reject(new Error('The disk is full.')),
    {},
    new AbortController().signal,
  );
  await expect(received).rejects.toThrow('The disk is full.');
  expect(stopped).toBe(true);
});
