import { createHash } from 'node:crypto';
import type { Page } from 'playwright/test';
import type { ApiSession } from './fixtures/api.ts';
import type { Fault, SeenRequest } from './fixtures/fault-proxy.ts';
import { test } from './fixtures/fault-test.ts';
import { makeFile } from './fixtures/files.ts';
import { expect } from './fixtures/test.ts';

// Small files go from a frame on storage's own origin, without the browser's question (CORS preflight) before each.
const fileCount = 200;
const contentOf = (n: number) => Buffer.alloc(5000 + n, `content ${n} `);

// The browser itself tells of each failed request, and of a frame that shows no page.
test.use({ allowedConsoleErrors: /Failed to load resource|postMessage/ });

async function makeFolder(folder: string): Promise<string> {
  for (let n = 0; n < fileCount; n++) await makeFile(folder, `${n}.bin`, contentOf(n));
  return folder;
}

async function uploadFolder(page: Page, folder: string, name: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'Upload', exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Choose a folder').setInputFiles(folder);
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue(name);
  await dialog.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(page.getByRole('link', { name: `Open ${name}` })).toBeVisible({ timeout: 60_000 });
}

/** SHA-256 of each file as storage gives it, by path. */
async function stored({ call, workspaceId }: ApiSession, name: string): Promise<Record<string, string>> {
  const { items } = await call('listDatasets', { params: { workspaceId }, query: { search: name } });
  const params = { workspaceId, datasetId: items[0]?.id ?? '', n: 1 };
  const { items: files } = await call('listFiles', { params, query: { limit: 500 } });
  const digests = files.map(async ({ path }) => {
    const { url } = await call('issueReadKey', { params, body: { purpose: 'download', path } });
    const content = Buffer.from(await (await fetch(url)).arrayBuffer());
    return [path, createHash('sha256').update(content).digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(digests));
}

const expected = Object.fromEntries(
  Array.from({ length: fileCount }, (_, n) => [
    `${n}.bin`,
    createHash('sha256').update(contentOf(n)).digest('hex'),
  ]),
);

test('small files are sent without a question before each', async ({
  signedInPage: page,
  wire,
  owner,
}, info) => {
  const passed = wire.plan();
  await uploadFolder(page, await makeFolder(`${info.outputDir}/framed`), 'framed');
  expect(await stored(owner, 'framed')).toEqual(expected);
  expect(passed.seen('whole blob')).toHaveLength(fileCount);
  // Those that went before the frame was open, and none after.
  expect(passed.seen('preflight').length).toBeLessThan(fileCount / 2);
});

test('what networks do to requests of the frame costs no file', async ({
  signedInPage: page,
  wire,
  owner,
}, info) => {
  const faults: Record<number, Fault> = {
    110: { type: 'reset' },
    120: { type: 'lose-answer' },
    130: { type: 'refuse', status: 503, code: 'ServerBusy', retryAfter: 1 },
    140: { type: 'refuse', status: 403, code: 'AuthenticationFailed' },
    150: { type: 'flip-sent', at: 100 },
    160: { type: 'cut', after: 1000 },
  };
  const passed = wire.plan(({ kind, nth }: SeenRequest) => (kind === 'whole blob' ? faults[nth] : undefined));
  await uploadFolder(page, await makeFolder(`${info.outputDir}/faulty`), 'faulty');
  expect(await stored(owner, 'faulty')).toEqual(expected);
  expect(passed.seen('whole blob').filter(({ fault }) => fault)).toHaveLength(6);
  expect(passed.seen('preflight').length).toBeLessThan(fileCount / 2);
});

test('where the frame cannot be opened, files go the usual way', async ({
  signedInPage: page,
  wire,
  owner,
}, info) => {
  // As where an extension or a policy of the browser keeps frames from loading.
  await page.addInitScript(() => {
    Object.defineProperty(HTMLIFrameElement.prototype, 'src', { set() {} });
  });
  await page.reload();
  const passed = wire.plan();
  await uploadFolder(page, await makeFolder(`${info.outputDir}/unframed`), 'unframed');
  expect(await stored(owner, 'unframed')).toEqual(expected);
  expect(passed.seen('preflight')).toHaveLength(fileCount);
});
