import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestPortal, type TestPortal } from '#server/testing/index.ts';
import { listPages } from './blob-list.ts';
import { openService } from './blob-store.ts';
import { createKeySigner } from './key-signer.ts';
import { storageFailure } from './storage-failures.ts';

let portal: TestPortal;

beforeAll(async () => {
  portal = await createTestPortal();
  const { container } = open();
  for (const index of [0, 1, 2, 3, 4]) await container.getBlockBlobClient(`listed/${index}`).upload('x', 1);
  await container.getBlockBlobClient('listed/staged').stageBlock('MDAw', 'x', 1);
  await container.getBlockBlobClient('listed-not').upload('x', 1);
});
afterAll(() => portal.close());

function open() {
  const { storage } = portal.parts.config;
  const service = openService(storage);
  const container = service.getContainerClient(storage.container);
  return { container, signer: createKeySigner(storage, service) };
}

type Asked = Omit<Parameters<typeof listPages>[0], 'sign'>;

async function names(asked: Asked, onSigned = () => {}): Promise<string[][]> {
  const { container, signer } = open();
  const sign = () => {
    onSigned();
    return signer.signList(container);
  };
  const pages: string[][] = [];
  for await (const page of listPages({ ...asked, sign })) pages.push(page.map(({ name }) => name));
  return pages;
}

it('goes on from page to page to the end, each by a key of its own', async () => {
  let signed = 0;
  const pages = await names({ prefix: 'listed/', pageSize: 2 }, () => signed++);
  expect(pages).toEqual([['listed/0', 'listed/1'], ['listed/2', 'listed/3'], ['listed/4']]);
  expect(signed).toBe(3);
});

it('tells of blobs that are only staged where they are asked for', async () => {
  const [page] = await names({ prefix: 'listed/', uncommitted: true });
  expect(page).toEqual(['listed/0', 'listed/1', 'listed/2', 'listed/3', 'listed/4', 'listed/staged']);
});

it('of an empty folder is one empty page', async () => {
  expect(await names({ prefix: 'nothing/' })).toEqual([[]]);
});

it('says in our words where storage refuses, without the key', async () => {
  const { container, signer } = open();
  const { url, version } = await signer.signList(container);
  const wrong = { url: url.replace(/sig=[^&]+/, 'sig=d3Jvbmc%3D'), version };
  const error = await listPages({ sign: async () => wrong, prefix: 'listed/' })
    .next()
    .then(() => undefined, storageFailure);
  expect(error?.message).toBe('Storage refuses this portal; an operator must check its credential.');
  expect(String(error?.cause)).not.toContain('sig=');
});
