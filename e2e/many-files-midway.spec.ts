import { createHash, randomFillSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import type { ApiSession } from './fixtures/api.ts';
import type { Fault, Wire } from './fixtures/fault-proxy.ts';
import { test } from './fixtures/fault-test.ts';
import { putFolder } from './fixtures/put-folder.ts';
import { readZip } from './fixtures/read-zip.ts';
import { expect } from './fixtures/test.ts';
import { downloadReached, trayOf } from './fixtures/tray.ts';

// Downloads of many files, as a zip and into a folder, that are paused or lose their page midway.
const MiB = 1024 * 1024;
const slow: Fault = { type: 'slow-answer', rate: 6 * MiB };
const random = (bytes: number) => Buffer.from(randomFillSync(new Uint8Array(bytes)));
const contents = new Map([
  ...Array.from({ length: 20 }, (_, n) => [`small/part ${n}.bin`, random(64 * 1024 + n)] as const),
  ['large one.bin', random(14 * MiB + 1)],
  ['small/empty.bin', Buffer.alloc(0)],
  ['zz large two.bin', random(9 * MiB + 7)],
]);
const size = [...contents.values()].reduce((sum, { length }) => sum + length, 0);
/** The page itself looks into the first file. */
const lookedAt = MiB;

// The browser itself tells of each failed request.
test.use({ allowedConsoleErrors: /Failed to load resource/ });

test.beforeEach(async ({ signedInPage: page }) => {
  // A native dialog cannot be driven: this one answers the root of the browser's own storage.
  await page.addInitScript(() => {
    Object.assign(globalThis, { showDirectoryPicker: () => navigator.storage.getDirectory() });
  });
  page.on('dialog', (dialog) => void dialog.accept());
});

const received = (wire: Wire) => wire.bytes().read?.received ?? 0;

async function begin(page: Page, { call, workspaceId }: ApiSession, name: string, how: string) {
  const { id } = await putFolder({ call, workspaceId }, name, contents);
  await page.goto(`/w/${workspaceId}/datasets/${id}`);
  // The first: a file that is not shown offers its own.
  await page.getByRole('button', { name: 'Download', exact: true }).first().click();
  await page.getByRole('menuitem', { name: how }).click();
}

/** SHA-256 of each file below a folder of the browser's own storage, by path. */
function digestsIn(page: Page, folder: string): Promise<Record<string, string>> {
  return page.evaluate(async (name) => {
    const digests: Record<string, string> = {};
    async function walk(handle: FileSystemDirectoryHandle, path: string) {
      const entries = (handle as unknown as { values(): AsyncIterable<FileSystemHandle> }).values();
      for await (const entry of entries) {
        if (entry.kind === 'directory') {
          await walk(entry as FileSystemDirectoryHandle, `${path}${entry.name}/`);
          continue;
        }
        const bytes = await (await (entry as FileSystemFileHandle).getFile()).arrayBuffer();
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
        digests[path + entry.name] = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(
          '',
        );
      }
    }
    await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle(name), '');
    return digests;
  }, folder);
}

function isThere(page: Page, folder: string, name: string): Promise<boolean> {
  return page.evaluate(
    async ([folder = '', name = '']) => {
      const home = await (await navigator.storage.getDirectory()).getDirectoryHandle(folder);
      return home.getFileHandle(name).then(
        () => true,
        () => false,
      );
    },
    [folder, name],
  );
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const digests = Object.fromEntries([...contents].map(([path, bytes]) => [path, sha256(bytes)]));

test('a zip that is paused and whose page is reloaded goes on from what is on the disk', async ({
  signedInPage: page,
  wire,
  owner,
}) => {
  let fast = false;
  const passed = wire.plan(({ kind }) => (kind === 'read' && !fast ? slow : undefined));
  await begin(page, owner, 'zipped', 'Download as zip');
  await downloadReached(page, 20);
  await trayOf(page).getByRole('button', { name: 'Pause the download of zipped.zip' }).click();
  await expect(trayOf(page).getByText(/^paused at/)).toBeVisible();
  await trayOf(page).getByRole('button', { name: 'Go on with the download of zipped.zip' }).click();
  await downloadReached(page, 50);
  await page.reload();
  fast = true;
  const goOn = trayOf(page).getByRole('button', { name: 'Go on with the download of zipped.zip' });
  await expect(goOn).toBeVisible();
  const before = received(passed);
  const saving = page.waitForEvent('download', { timeout: 60_000 });
  await goOn.click();
  const files = readZip(await readFile(await (await saving).path()));
  expect([...files.keys()].sort()).toEqual([...contents.keys()].sort());
  for (const [path, content] of contents) expect(files.get(path)?.equals(content), path).toBe(true);
  await expect(trayOf(page).getByText('downloaded and verified')).toBeVisible();
  // The pause put a fifth on the disk at the least; of what came after it, all that was noted until the page went.
  expect(received(passed) - before).toBeLessThan(0.8 * size + lookedAt);
});

for (const [how, name] of [
  ['Download as zip', 'unasked'],
  ['Download into a folder…', 'unasked too'],
] as const)
  test(`files are read without a question before each: ${how}`, async ({
    signedInPage: page,
    wire,
    owner,
  }) => {
    const passed = wire.plan();
    await begin(page, owner, name, how);
    await expect(trayOf(page).getByText('downloaded and verified')).toBeVisible();
    expect(passed.seen('read').length).toBeGreaterThanOrEqual(contents.size - 1);
    expect(passed.seen('preflight')).toEqual([]);
  });

test('files on their way into a folder are paused, outlive the page, and come once', async ({
  signedInPage: page,
  wire,
  owner,
}) => {
  let fast = false;
  const passed = wire.plan(({ kind }) => (kind === 'read' && !fast ? slow : undefined));
  await begin(page, owner, 'foldered', 'Download into a folder…');
  await downloadReached(page, 40);
  await trayOf(page).getByRole('button', { name: 'Pause the download of foldered' }).click();
  await expect(trayOf(page).getByText(/^paused at/)).toBeVisible();
  await page.reload();
  fast = true;
  const goOn = trayOf(page).getByRole('button', { name: 'Go on with the download of foldered' });
  await expect(goOn).toBeVisible();
  const before = received(passed);
  await goOn.click();
  await expect(trayOf(page).getByText('downloaded and verified')).toBeVisible({ timeout: 60_000 });
  expect(await digestsIn(page, 'foldered')).toEqual(digests);
  expect(received(passed) - before).toBeLessThan(0.6 * size + lookedAt);

  const saving = page.waitForEvent('download');
  await trayOf(page).getByRole('button', { name: 'Receipt of the downloads as CSV' }).click();
  const receipt = await readFile(await (await saving).path(), 'utf8');
  expect(receipt.trim().split('\r\n')).toHaveLength(contents.size + 1);
});

test('a folder that is paused and given up keeps whole files alone', async ({
  signedInPage: page,
  wire,
  owner,
}) => {
  wire.plan(({ kind }) => (kind === 'read' ? slow : undefined));
  await begin(page, owner, 'given up', 'Download into a folder…');
  await downloadReached(page, 20);
  await trayOf(page).getByRole('button', { name: 'Pause the download of given up' }).click();
  await expect(trayOf(page).getByText(/^paused at/)).toBeVisible();
  expect((await digestsIn(page, 'given up'))['large one.bin']).not.toBe(digests['large one.bin']);
  await trayOf(page).getByRole('button', { name: 'Cancel the download of given up' }).click();
  await expect(trayOf(page).getByText('cancelled', { exact: true })).toBeVisible();
  await expect.poll(() => isThere(page, 'given up', 'large one.bin')).toBe(false);
  for (const [path, digest] of Object.entries(await digestsIn(page, 'given up')))
    expect(digest, path).toBe(digests[path]);
});
