import { readFile, rm } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { test } from './fixtures/fault-test.ts';
import { makeCsv, makeFile } from './fixtures/files.ts';
import { filesRemembered } from './fixtures/files-remembered.ts';
import { holdBlocks } from './fixtures/hold-blocks.ts';
import { expect } from './fixtures/test.ts';
import { chooseFiles, openDataset } from './fixtures/upload.ts';

// A folder is another one by the time it is sent: files have gone, others have come.

const tray = (page: Page) => page.getByRole('region', { name: 'Transfers' });
const begin = (page: Page) =>
  page.getByRole('dialog').getByRole('button', { name: 'Upload', exact: true }).click();

async function expectFiles(page: Page, name: string, files: readonly string[]): Promise<void> {
  await openDataset(page, name);
  const main = page.getByRole('main');
  await main.getByRole('link', { name: `Files ${files.length}` }).click();
  for (const file of files) await expect(main.getByRole('link', { name: file, exact: true })).toBeVisible();
}

test('a folder of which a file has gone is uploaded without it; the receipt says so', async ({
  signedInPage: page,
}, info) => {
  const folder = `${info.outputDir}/gales`;
  for (const name of ['a.csv', 'b.csv', 'c.csv']) await makeFile(folder, name, `x\n${name}\n`);
  await chooseFiles(page, folder, { isFolder: true });
  await expect(page.getByRole('dialog').getByText('3 files ·')).toBeVisible();
  await rm(`${folder}/b.csv`);
  await begin(page);
  await expect(
    tray(page).getByText(/1 file of 3 did not get through; .* or go on without it\.$/),
  ).toBeVisible();
  await tray(page).getByRole('button', { name: 'Go on with gales, without 1 file' }).click();
  await expect(page.getByRole('link', { name: 'Open gales' })).toBeVisible();
  await expect(tray(page).getByText('2 of 2 files · 1 left out')).toBeVisible();

  const saving = page.waitForEvent('download');
  await tray(page).getByRole('button', { name: 'Receipt as CSV' }).click();
  const receipt = await (await saving).path().then((path) => readFile(path, 'utf8'));
  expect(receipt).toMatch(/\r\ngales,1,b\.csv,failed,\d+,,/);
  await expectFiles(page, 'gales', ['a.csv', 'c.csv']);
});

test('a folder goes on the next day as it is by then: new files come along, what has gone stays out unless it was sent', async ({
  signedInPage: page,
  wire,
}, info) => {
  const folder = `${info.outputDir}/surge`;
  for (const name of ['sent.csv', 'kept.csv']) await makeFile(folder, name, `x\n${name}\n`);
  for (const name of ['large.csv', 'gone.csv']) await makeCsv(`${folder}/${name}`, 20_000_000);
  const storage = holdBlocks(wire, 0);
  await chooseFiles(page, folder, { isFolder: true });
  await begin(page);
  // Both large ones are named and under way, and what is small is remembered as sent.
  await expect.poll(storage.seen).toBeGreaterThan(3);
  await expect.poll(() => filesRemembered(page)).toBe(2);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(tray(page).getByText('2 of 4 files')).toBeVisible();

  for (const name of ['sent.csv', 'gone.csv']) await rm(`${folder}/${name}`);
  for (const name of ['new.csv', 'newer.csv']) await makeFile(folder, name, `x\n${name}\n`);
  storage.letGo();
  await tray(page).getByLabel('Choose surge again').setInputFiles(folder);
  await expect(page.getByRole('link', { name: 'Open surge' })).toBeVisible();
  await expect(tray(page).getByText('5 of 5 files · 4 when it began')).toBeVisible();
  await expectFiles(page, 'surge', ['kept.csv', 'large.csv', 'new.csv', 'newer.csv', 'sent.csv']);
});

test('a folder that was listed before its page heard so is not said to have brought what came into it since', async ({
  signedInPage: page,
  context,
}, info) => {
  const folder = `${info.outputDir}/spray`;
  for (const name of ['a.csv', 'b.csv']) await makeFile(folder, name, `x\n${name}\n`);
  let isListed = false;
  await context.route('**/confirm', async (route) => {
    await route.fetch();
    isListed = true;
  });
  await chooseFiles(page, folder, { isFolder: true });
  await begin(page);
  await expect.poll(() => isListed).toBe(true);
  await expect.poll(() => filesRemembered(page)).toBe(2);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await context.unroute('**/confirm');

  await makeFile(folder, 'new.csv', 'x\nnew\n');
  await tray(page).getByLabel('Choose spray again').setInputFiles(folder);
  await expect(page.getByRole('link', { name: 'Open spray' })).toBeVisible();
  await expect(tray(page).getByText('2 of 3 files · 2 when it began · 1 failed')).toBeVisible();
  await tray(page).getByText('Which failed, and why').click();
  await expect(tray(page).getByText(/was listed before this file was chosen/)).toBeVisible();
  await expectFiles(page, 'spray', ['a.csv', 'b.csv']);
});
