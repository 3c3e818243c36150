import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { openBlobStore } from './index.ts';

it('storage that takes a connection and never answers is away after a few seconds', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const browserOrigin = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const blobs = openBlobStore({
    credential: { kind: 'account-key', accountName: 'account', accountKey: 'a2V5' },
    endpoint: `${browserOrigin}/account`,
    browserOrigin,
    container: 'sluice',
    claimedMark: undefined,
    embedded: false,
  });
  // Otherwise the SDK would ask three times, 15 s each, which is longer than a test may take.
  await expect(blobs.ping()).rejects.toMatchObject({ code: 'unavailable' });
  silent.close();
}, 30_000);
