import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBlobStore, prepareStorage } from '#server/storage/index.ts';
import { createTestPortal, type TestPortal, uploadDataset } from '#server/testing/index.ts';
import { lookForBytes } from './index.ts';

const told = /this container lacks the bytes/;
let portal: TestPortal;

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

it('a start with another container says so once; without datasets, and with their own, it says nothing', async () => {
  await lookForBytes(portal.parts);
  const member = await portal.createMember('User');
  for (const name of ['first', 'second']) await uploadDataset(member, name, { name });
  await lookForBytes(portal.parts);
  expect(portal.logged()).not.toMatch(told);
  const storage = { ...portal.config.storage, container: `${portal.config.storage.container}-other` };
  await prepareStorage(storage, portal.config.publicUrl);
  const config = { ...portal.config, storage };
  await lookForBytes({ ...portal.parts, config, blobs: openBlobStore(storage) });
  const lines = portal.logged().split('\n');
  expect(lines.filter((line) => told.test(line))).toEqual([expect.stringContaining(storage.container)]);
});
