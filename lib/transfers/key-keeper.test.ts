import { expect, it } from 'vitest';
import { createKeyKeeper } from './key-keeper.ts';
import { StorageFailure } from './storage-failure.ts';
import { fakeClock } from './testing/fake-clock.ts';

const { signal } = new AbortController();
const minutes = 60_000;

function fixture() {
  const clock = fakeClock();
  let renewals = 0;
  const portal = {
    async renewKey() {
      renewals++;
      return { url: `key-${renewals + 1}`, expiresAt: '' };
    },
  };
  const keys = createKeyKeeper({ url: 'key-1', askedAt: clock.now() }, portal, clock);
  return { clock, keys, renewals: () => renewals };
}

const refuseFirst = async (url: string) => {
  if (url === 'key-1') throw new StorageFailure('refused', { status: 403 });
  return url;
};

it('renews once for lanes that need it at the same time', async () => {
  const { clock, keys, renewals } = fixture();
  clock.advance(10 * minutes);
  const urls = await Promise.all([1, 2, 3].map(() => keys.withKey(signal, async (url) => url)));
  expect(urls).toEqual(['key-2', 'key-2', 'key-2']);
  expect(renewals()).toBe(1);
});

it('gives a lane that was refused late the key another lane had renewed meanwhile', async () => {
  const { keys, renewals } = fixture();
  let refuse = () => {};
  const late = keys.withKey(signal, async (url) => {
    if (url === 'key-1')
      await new Promise<void>((resolve) => {
        refuse = resolve;
      });
    return refuseFirst(url);
  });
  await Promise.resolve();
  expect(await keys.withKey(signal, refuseFirst)).toBe('key-2');
  refuse();
  expect(await late).toBe('key-2');
  expect(renewals()).toBe(1);
});

it('asks again after a renewal that failed', async () => {
  const clock = fakeClock();
  let asked = 0;
  const renewKey = async () => {
    if (++asked === 1) throw new Error('away');
    return { url: 'key-2', expiresAt: '' };
  };
  const keys = createKeyKeeper({ url: 'key-1', askedAt: clock.now() - 11 * minutes }, { renewKey }, clock);
  await expect(keys.withKey(signal, async (url) => url)).rejects.toThrow('away');
  expect(await keys.withKey(signal, async (url) => url)).toBe('key-2');
});
