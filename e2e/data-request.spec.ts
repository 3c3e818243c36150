import { stat } from 'node:fs/promises';
import type { Browser, Page } from 'playwright/test';
import { storedSha256, test } from './fixtures/fault-test.ts';
import { makeCsv, makeFile, sha256Of } from './fixtures/files.ts';
import { holdBlocks } from './fixtures/hold-blocks.ts';
import { expect } from './fixtures/test.ts';
import { uploadFile } from './fixtures/upload.ts';

// A member asks for data; somebody without an account sends it by the link; a member accepts or declines it.

const blockBytes = 8 * 1024 * 1024;
const lanes = 6;
const tray = (page: Page) => page.getByRole('region', { name: 'Transfers' });

/** Makes a link by the dialog and answers it, with its password where `withPassword`. */
async function askFor(page: Page, title: string, { withPassword = false, onlyCsv = false } = {}) {
  await page.getByRole('link', { name: 'Shares', exact: false }).first().click();
  await page.getByRole('link', { name: 'Links to receive data' }).click();
  await page.getByRole('button', { name: 'Request data…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  await expect(dialog.getByText('Say what you ask for.')).toBeVisible();
  await dialog.getByLabel('What you ask for').fill(title);
  if (withPassword) await dialog.getByLabel('Ask for a password').check();
  const password = withPassword ? await dialog.getByLabel('Password', { exact: true }).inputValue() : '';
  await dialog.getByLabel('Size of one file').selectOption('1000000000');
  if (onlyCsv) {
    await dialog.getByLabel('Kinds of files').selectOption('some');
    await dialog.getByLabel('Apache Parquet').uncheck();
  }
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = await dialog.getByText(/\/r\/sl_\w+$/).textContent();
  await dialog.getByRole('button', { name: 'Done' }).click();
  return { link: link ?? '', password };
}

/** Drops a folder of this computer into the page's corner: anywhere will do. */
async function dropFolder(page: Page, path: string): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await client.send('Input.dispatchDragEvent', { type, x: 5, y: 5, data });
}

/** A page of somebody who never was here. */
async function stranger(browser: Browser): Promise<Page> {
  const context = await browser.newContext();
  return context.newPage();
}

test('300 MB sent by a link go on after a reload, and become a dataset once they are accepted', async ({
  signedInPage: page,
  browser,
  wire,
  owner,
}, info) => {
  test.setTimeout(120_000);
  const source = info.outputPath('spring-gauges.csv');
  await makeCsv(source, 300_000_000);
  const { link, password } = await askFor(page, 'Gauges of spring', { withPassword: true });

  const guest = await stranger(browser);
  await guest.goto(link);
  await expect(guest.getByRole('heading', { name: 'This link has a password, or is closed' })).toBeVisible();
  await guest.getByLabel('Password').fill('not-the-password');
  await guest.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(guest.getByText('It does not open with this.')).toBeVisible();
  await expect(guest.getByText('Gauges of spring')).toHaveCount(0);
  await guest.getByLabel('Password').fill(password);
  await guest.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(guest.getByRole('heading', { level: 1, name: 'Gauges of spring' })).toBeVisible();
  await expect(guest.getByText('Owner asks you for data')).toBeVisible();

  const storage = holdBlocks(wire, 18);
  await guest.getByLabel('Choose files').setInputFiles(source);
  await guest.getByRole('button', { name: 'Send 1 file' }).click();
  await expect(guest.getByText('Type your name, or that of your team.')).toBeVisible();
  await expect(guest.getByLabel('Your name')).toBeFocused();
  await guest.getByLabel('Your name').fill('Ada of the coast guard');
  await guest.getByRole('button', { name: 'Send 1 file' }).click();
  await expect.poll(storage.seen, { timeout: 60_000 }).toBeGreaterThan(20);
  guest.on('dialog', (dialog) => void dialog.accept());
  await guest.reload();
  storage.letGo();
  await guest.getByLabel('Password').fill(password);
  await guest.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(tray(guest).getByText('interrupted', { exact: true })).toBeVisible();
  const before = storage.seen();
  await tray(guest).getByLabel('Choose spring-gauges.csv again').setInputFiles(source);
  await expect(guest.getByText('1 file received whole. Thank you.')).toBeVisible({ timeout: 60_000 });
  const blocks = Math.ceil((await stat(source)).size / blockBytes);
  // At most one block per lane was on its way.
  expect(storage.seen() - before).toBeLessThanOrEqual(blocks - 18 + lanes);
  await guest.context().close();

  await page.reload();
  await page.getByRole('link', { name: 'Shares 1 files to accept' }).click();
  await page.getByRole('link', { name: 'Received 1' }).click();
  await expect(page.getByText('from Ada of the coast guard for “Gauges of spring”')).toBeVisible();
  await page.getByRole('button', { name: 'Accept spring-gauges.csv' }).click();
  await page.getByLabel('Name of the dataset').fill('gauges of the coast');
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByText('Nothing waits')).toBeVisible();
  expect(await storedSha256(owner, 'gauges of the coast')).toEqual([await sha256Of(source)]);
});

test('what a link does not take is refused with a sentence; what is declined is gone', async ({
  signedInPage: page,
  browser,
}, info) => {
  const table = await makeFile(info.outputDir, 'summer.csv', 'a,b\n1,2\n');
  await uploadFile(page, table, 'summer');
  await askFor(page, 'Tables of autumn');
  const { link } = await askFor(page, 'Tables of summer', { onlyCsv: true });
  const guest = await stranger(browser);
  await guest.goto(link);
  await guest.getByLabel('Your name').fill('Bea');
  const image = await makeFile(info.outputDir, 'summer.svg', '<svg/>');
  await guest.getByLabel('Choose files').setInputFiles([table, image]);
  await expect(guest.getByText(/It looks like Image, and this link does not take that/)).toBeVisible();
  await guest.getByRole('button', { name: 'Send 1 file' }).click();
  await expect(guest.getByText('1 file received whole. Thank you.')).toBeVisible();
  // Nothing is left that can be sent.
  await expect(guest.getByRole('button', { name: /^Send/ })).toHaveCount(0);
  await makeFile(info.outputPath('case'), 'Data.csv', 'a\n1\n');
  await dropFolder(guest, info.outputPath('case'));
  await expect(guest.getByText('A folder is sent as its files')).toBeVisible();
  await guest.getByRole('button', { name: 'Take Data.csv off the list' }).click();
  await expect(guest.getByText('A folder is sent as its files')).toHaveCount(0);

  await page.goto(page.url().replace(/\?.*/, '?tab=inbox'));
  await page.getByRole('button', { name: 'Accept summer.csv' }).click();
  await expect(page.getByLabel('Name of the dataset')).toHaveValue('summer (2)');
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('button', { name: 'Decline summer.csv' }).click();
  await page.getByRole('button', { name: 'Decline', exact: true }).click();
  await expect(page.getByText('Nothing waits')).toBeVisible();

  await page.getByRole('link', { name: 'Links to receive data' }).click();
  const titles = ['Tables of autumn', 'Tables of summer'];
  for (const title of titles)
    await page.getByRole('checkbox', { name: `Select the link for ${title}` }).check();
  await page.getByRole('button', { name: 'Revoke 2 links…' }).click();
  await page.getByRole('button', { name: 'Revoke', exact: true }).click();
  for (const title of titles)
    await expect(page.getByRole('row', { name: title }).getByRole('cell', { name: 'revoked' })).toBeVisible();
  await guest.getByRole('button', { name: 'Take summer.svg off the list' }).click();
  await guest.getByLabel('Choose files').setInputFiles(table);
  await guest.getByRole('button', { name: 'Send 1 file' }).click();
  await expect(guest.getByRole('alert').getByText(/This link does not open/)).toBeVisible();
  await guest.context().close();
});
