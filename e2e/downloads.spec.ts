import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sessionAt } from './fixtures/api.ts';
import { makeCsv, sha256Of } from './fixtures/files.ts';
import { putFolder } from './fixtures/put-folder.ts';
import { readZip } from './fixtures/read-zip.ts';
import { expect, test } from './fixtures/test.ts';
import { download, openDataset, uploadFile } from './fixtures/upload.ts';

const MiB = 1024 * 1024;

async function makeLarge(folder: string, name: string, bytes: number): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await makeCsv(path, bytes);
  return path;
}

test('a download is verified on its way and arrives whole, under its own name', async ({
  signedInPage: page,
}, info) => {
  const path = await makeLarge(info.outputDir, 'rivers.csv', 40 * MiB);
  await uploadFile(page, path, 'rivers');
  await openDataset(page, 'rivers');
  const saved = join(info.outputDir, 'saved.csv');
  expect(await download(page, saved)).toBe('rivers.csv');
  expect(await sha256Of(saved)).toBe(await sha256Of(path));
  const tray = page.getByRole('region', { name: 'Transfers' });
  await expect(tray.getByText('downloaded and verified')).toBeVisible();

  const saving = page.waitForEvent('download');
  await tray.getByRole('button', { name: 'Receipt of the downloads as CSV' }).click();
  const receipt = await readFile(await (await saving).path(), 'utf8');
  expect(receipt).toMatch(/\r\nrivers,1,rivers\.csv,downloaded,\d{8},[0-9a-f]{32},\d+\.\d{3},,20/);
  await page.getByRole('link', { name: 'Transfers', exact: true }).click();
  const row = page.getByRole('row', { name: /downloaded/ });
  await expect(row.getByText('rivers.csv').first()).toBeVisible();
  await expect(row.getByRole('link')).toHaveAttribute('href', /\/datasets\/[0-9a-f]{32}$/);
});

test('a file goes straight to the place that is picked, and other bytes than the sealed ones never stay there', async ({
  signedInPage: page,
  portal,
}, info) => {
  const path = await makeLarge(info.outputDir, 'picked.csv', 2 * MiB);
  await uploadFile(page, path, 'picked');
  // A native dialog cannot be driven: this one answers a file of the browser's own storage. And no other place has room.
  await page.addInitScript(() => {
    const open = () => navigator.storage.getDirectory();
    Object.assign(globalThis, {
      showSaveFilePicker: async () => (await open()).getFileHandle('picked', { create: true }),
    });
    navigator.storage.estimate = async () => ({ quota: 0, usage: 0 });
  });
  await page.reload();
  await openDataset(page, 'picked');
  await page
    .getByRole('button', { name: /^Download/ })
    .first()
    .click();
  const tray = page.getByRole('region', { name: 'Transfers' });
  await expect(tray.getByText('downloaded and verified')).toBeVisible();
  const digestOf = () =>
    page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const handle = await root.getFileHandle('picked').catch(() => undefined);
      if (!handle) return 'gone';
      const bytes = await (await handle.getFile()).arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    });
  expect(await digestOf()).toBe(await sha256Of(path));

  await page.route(`${portal.blobEndpoint}/**`, async (route) => {
    const response = await route.fetch({ maxRetries: 3 });
    const body = await response.body();
    if (body.length > 1000) body[1000] = (body[1000] ?? 0) ^ 1;
    await route.fulfill({ response, body });
  });
  await page
    .getByRole('button', { name: /^Download/ })
    .first()
    .click();
  await expect(tray.getByText(/arrived damaged/)).toBeVisible();
  expect(await digestOf()).toBe('gone');
});

test.describe('a download of many files', () => {
  const contents = new Map(
    Array.from({ length: 30 }, (_, n) => [
      `${n % 3 ? `day ${n % 3}/` : ''}part ${n}.csv`,
      Buffer.from(`a,b\n${`${n},x\n`.repeat(n * 1000)}`),
    ]),
  );

  test('is one zip that holds each of them whole, or plain files in a folder of their own', async ({
    signedInPage: page,
    portal,
    context,
  }, info) => {
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const workspaceId = /\/w\/([0-9a-f]{32})/.exec(page.url())?.[1] ?? '';
    const { id } = await putFolder({ ...sessionAt(portal, cookie), workspaceId }, 'parts', contents);
    // A native dialog cannot be driven: this one answers the root of the browser's own storage.
    await page.addInitScript(() => {
      Object.assign(globalThis, { showDirectoryPicker: () => navigator.storage.getDirectory() });
    });
    await page.goto(`/w/${workspaceId}/datasets/${id}`);
    const saved = page.waitForEvent('download');
    // The first: a file that is not shown offers its own.
    await page.getByRole('button', { name: 'Download', exact: true }).first().click();
    await page.getByRole('menuitem', { name: 'Download as zip' }).click();
    expect((await saved).suggestedFilename()).toBe('parts.zip');
    const path = join(info.outputDir, 'parts.zip');
    await (await saved).saveAs(path);
    const files = readZip(await readFile(path));
    expect([...files.keys()].sort()).toEqual([...contents.keys()].sort());
    for (const [name, content] of contents) expect(files.get(name)?.equals(content), name).toBe(true);

    await page.getByRole('button', { name: 'Download', exact: true }).first().click();
    await page.getByRole('menuitem', { name: 'Download into a folder…' }).click();
    const tray = page.getByRole('region', { name: 'Transfers' });
    await expect(tray.getByText('downloaded and verified')).toHaveCount(2);
    const text = await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const day = await (await root.getDirectoryHandle('parts')).getDirectoryHandle('day 1');
      return (await (await day.getFileHandle('part 28.csv')).getFile()).text();
    });
    expect(text).toBe(contents.get('day 1/part 28.csv')?.toString());

    // As in Firefox and Safari, which cannot write into a folder: there is nothing to choose.
    await page.addInitScript(() => {
      Object.assign(globalThis, { showDirectoryPicker: undefined });
    });
    await page.reload();
    const again = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download', exact: true }).first().click();
    expect((await again).suggestedFilename()).toBe('parts.zip');
  });
});
