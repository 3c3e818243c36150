import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keptForRecords } from '../server/platform/free-bytes.mjs';
import { makeCsv } from './fixtures/files.ts';
import { discardPortal, newDataFolder, startPortal } from './fixtures/portal.ts';
import { test as base, expect } from './fixtures/test.ts';
import { chooseFiles } from './fixtures/upload.ts';

const preload = new URL('./fixtures/full-disk.mjs', import.meta.url).href;
const flagIn = (dataFolder: string) => join(dataFolder, 'full');

const test = base.extend({
  portal: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the dependencies off this pattern.
    async ({}, use) => {
      const dataFolder = await newDataFolder();
      const env = { NODE_OPTIONS: `--import ${preload}`, SLUICE_TEST_FULL_DISK: flagIn(dataFolder) };
      const portal = await startPortal({ dataFolder, env });
      await use(portal);
      await discardPortal(portal);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test.use({ allowedConsoleErrors: /status of (409|507)/ });

test('an upload that the disk of the embedded storage has no room for is refused before a byte is sent', async ({
  signedInPage: page,
  portal,
}, info) => {
  const source = info.outputPath('tides.csv');
  await makeCsv(source, 100_000);
  const flag = flagIn(portal.dataFolder);
  await writeFile(flag, String(keptForRecords + 1000));
  await chooseFiles(page, source);
  const begin = page.getByRole('dialog').getByRole('button', { name: 'Upload', exact: true });
  await begin.click();
  await expect(
    page.getByText(/has room for 1 KB more and this upload needs [\d.]+ KB; ask an/),
  ).toBeVisible();

  await rm(flag);
  await begin.click();
  await expect(page.getByRole('link', { name: 'Open tides' })).toBeVisible();
});

test('a disk of the embedded storage that fills up meanwhile ends an upload with a sentence; with room it goes on', async ({
  signedInPage: page,
  portal,
}, info) => {
  const source = info.outputPath('waves.csv');
  await makeCsv(source, 20_000_000);
  const flag = `${flagIn(portal.dataFolder)}.storage`;
  await writeFile(flag, String(keptForRecords - 1));
  await chooseFiles(page, source);
  await page.getByRole('dialog').getByRole('button', { name: 'Upload', exact: true }).click();
  const tray = page.getByRole('region', { name: 'Transfers' });
  await expect(
    tray.getByText(/disk of the storage is all but full; ask an operator to make room/),
  ).toBeVisible();

  await rm(flag);
  await tray.getByRole('button', { name: 'Retry waves.csv' }).click();
  await expect(page.getByRole('link', { name: 'Open waves' })).toBeVisible();
});
