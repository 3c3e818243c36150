import { join } from 'node:path';
import { makeFile } from './fixtures/files.ts';
import { expect, test } from './fixtures/test.ts';
import { openDataset, uploadFile } from './fixtures/upload.ts';

const files = join(import.meta.dirname, '../lib/preview/parquet/testing');

test('the first rows of three million are there without the file being read', async ({
  signedInPage: page,
}) => {
  const answers: number[] = [];
  page.on('response', async (response) => {
    if (response.request().headers().range) answers.push(Number(response.headers()['content-length']));
  });
  await page.getByRole('link', { name: /^Samples/ }).click();
  await page.getByRole('link', { name: 'Flight Delays Data' }).click();
  const grid = page.getByRole('grid');
  await expect(grid.getByRole('columnheader', { name: /delay/ })).toBeVisible();
  await expect(page.getByText(/first 100 of 3,000,000 rows/)).toBeVisible();
  await expect(grid).toHaveAttribute('aria-rowcount', '3000001');
  await grid.getByRole('columnheader', { name: /delay/ }).click();
  await expect(page.getByRole('region', { name: 'Active cell' })).toContainText(
    /In 3,000,000 rows: no null, from -\d+ to \d+\./,
  );
  expect(answers.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(6_000_000);
});

test('a Parquet file shows its types, what is null, and lists', async ({ signedInPage: page }) => {
  await uploadFile(page, join(files, 'types.parquet'), 'types');
  await openDataset(page, 'types');
  const grid = page.getByRole('grid');
  await expect(grid.getByRole('columnheader', { name: 'int64 int64' })).toBeVisible();
  await expect(grid.getByRole('gridcell', { name: '9007199254740993', exact: true })).toBeVisible();
  await expect(grid.getByRole('gridcell', { name: 'null', exact: true }).first()).toBeVisible();
  await expect(page.getByText('all 3 rows')).toBeVisible();
  await grid.focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('region', { name: 'Active cell' })).toContainText('nothing null');
});

test('a column that unpacks to too much is left out, and told', async ({ signedInPage: page }) => {
  await uploadFile(page, join(files, 'bomb.parquet'), 'bomb');
  await openDataset(page, 'bomb');
  await expect(page.getByRole('gridcell', { name: 'not read' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Notes' })).toContainText(
    'Not read: “bomb”; some hundred rows unpack',
  );
});

test('what is no Parquet says so', async ({ signedInPage: page }, info) => {
  await uploadFile(page, await makeFile(info.outputDir, 'no.parquet', 'a,b\n1,2\n'), 'no');
  await openDataset(page, 'no');
  await expect(page.getByText('Does not read as Apache Parquet')).toBeVisible();
  await expect(page.getByText(/It does not end as a Parquet file does/)).toBeVisible();
});

test('a file made to keep its reader busy leaves the page alone', async ({ signedInPage: page }, info) => {
  // The number of rows is a number of seven million bits, which takes minutes to add up.
  const footer = [0x36, ...new Array(1_000_000).fill(0xff)];
  const length = [footer.length & 0xff, (footer.length >> 8) & 0xff, (footer.length >> 16) & 0xff, 0];
  const bytes = Buffer.from([...Buffer.from('PAR1'), ...footer, ...length, ...Buffer.from('PAR1')]);
  await uploadFile(page, await makeFile(info.outputDir, 'busy.parquet', bytes), 'busy');
  await page.clock.install();
  const read = page.waitForResponse((response) => response.request().headers().range !== undefined);
  await openDataset(page, 'busy');
  await read;
  await page.getByRole('link', { name: 'README' }).click();
  await expect(page.getByRole('button', { name: 'Write a README' })).toBeVisible();
  await page.goBack();
  await expect(async () => {
    await page.clock.fastForward(16_000);
    await expect(page.getByText(/not unpacked after 15 seconds/)).toBeVisible({ timeout: 500 });
  }).toPass();
});

test('a file of JSON objects, one a line, is a table', async ({ signedInPage: page }, info) => {
  const lines = '{"station":"08271","at":{"lat":51.5}}\n{"station":"08272","levels":[1,2]}\n';
  await uploadFile(page, await makeFile(info.outputDir, 'stations.ndjson', lines), 'stations');
  await openDataset(page, 'stations');
  const grid = page.getByRole('grid');
  await expect(grid.getByRole('columnheader', { name: 'station text' })).toBeVisible();
  await expect(grid.getByRole('gridcell', { name: '{"lat":51.5}' })).toBeVisible();
  await expect(grid.getByRole('gridcell', { name: 'missing' })).toHaveCount(2);
  await page.getByRole('link', { name: 'Access code', exact: true }).click();
  await page.getByRole('tab', { name: 'pandas' }).click();
  await expect(page.locator('pre').first()).toContainText('lines=True');
});
