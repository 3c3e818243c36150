import { stat } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { anyFreePort } from '../scripts/services/free-port.mjs';
import { seriousFindings } from './fixtures/a11y.ts';
import { makeCsv, makeFile, sha256Of } from './fixtures/files.ts';
import { discardPortal, newDataFolder, startPortal } from './fixtures/portal.ts';
import { startCountingProxy } from './fixtures/proxies.ts';
import { expect, test } from './fixtures/test.ts';
import { chooseFiles, download, openDataset, uploadFile } from './fixtures/upload.ts';

test('300 MB go straight to storage and come back the same, past the server', async ({ page }, info) => {
  test.setTimeout(240_000);
  const source = info.outputPath('gauges.csv');
  await makeCsv(source, 300_000_000);

  // Everything that reaches the server comes through this proxy, and is counted.
  const port = await anyFreePort();
  const proxy = await startCountingProxy(() => `http://127.0.0.1:${port}`);
  const env = { PORT: String(port), SLUICE_PUBLIC_URL: proxy.url };
  const portal = await startPortal({ dataFolder: await newDataFolder(), env });

  await page.goto(portal.signInUrl);
  await page.waitForURL(/\/datasets/);
  await expect(page.getByText('No datasets yet')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  const before = proxy.received();
  await uploadFile(page, source, 'gauges');
  const received = proxy.received() - before;
  expect(received).toBeGreaterThan(0);
  expect(received).toBeLessThan(1_000_000);

  await page.reload();
  await openDataset(page, 'gauges');
  const grid = page.getByRole('grid');
  await expect(grid.getByRole('columnheader', { name: /^gauge/ })).toBeVisible();
  await expect(grid.getByRole('gridcell', { name: 'gauge-919', exact: true }).first()).toBeVisible();
  await expect(page.getByText('first 100 rows')).toBeVisible();

  const saved = info.outputPath('saved.csv');
  expect(await download(page, saved)).toBe('gauges.csv');
  expect((await stat(saved)).size).toBe((await stat(source)).size);
  expect(await sha256Of(saved)).toBe(await sha256Of(source));
  expect(proxy.received() - before).toBeLessThan(1_000_000);
  await proxy.close();
  await discardPortal(portal);
});

test.describe('files that are awkward', () => {
  test('one of 0 bytes', async ({ signedInPage: page }, info) => {
    const source = await makeFile(info.outputDir, 'nothing.txt', '');
    await uploadFile(page, source, 'nothing');
    await openDataset(page, 'nothing');
    await expect(page.getByText('0 B', { exact: true }).first()).toBeVisible();
    const saved = info.outputPath('saved.txt');
    expect(await download(page, saved)).toBe('nothing.txt');
    expect((await stat(saved)).size).toBe(0);
  });

  test('one whose name has quotes, an emoji and #', async ({ signedInPage: page }, info) => {
    const fileName = `it's "the" #1 gauge 🌊 & 100 %.csv`;
    const source = await makeFile(info.outputDir, fileName, 'a,b\n1,2\n');
    const name = `it's 'the' #1 gauge 🌊 & 100 %`;
    await uploadFile(page, source, name);
    await openDataset(page, name);
    const saved = info.outputPath('saved.csv');
    // Chromium itself puts _ for the double quotes, which Windows could not take.
    expect((await download(page, saved)).replaceAll('_', '"')).toBe(fileName);
    expect(await sha256Of(saved)).toBe(await sha256Of(source));
  });

  test('a CSV of 1,000 columns scrolls to the last one', async ({ signedInPage: page }, info) => {
    const row = (cell: (column: number) => string) =>
      Array.from({ length: 1000 }, (_, i) => cell(i)).join(',');
    const rows = Array.from({ length: 150 }, (_, r) => row((c) => `${r * 1000 + c}`));
    const source = await makeFile(
      info.outputDir,
      'wide.csv',
      `${row((c) => `column ${c}`)}\n${rows.join('\n')}\n`,
    );
    await uploadFile(page, source, 'wide');
    await openDataset(page, 'wide');
    const grid = page.getByRole('grid');
    await expect(grid).toHaveAttribute('aria-colcount', /^100[01]$/);
    expect(await grid.getByRole('columnheader').count()).toBeLessThan(100);
    await grid.getByRole('gridcell').first().click();
    await page.keyboard.press('Control+End');
    await expect(grid.getByRole('columnheader', { name: /^column 999/ })).toBeVisible();
    await expect(grid.getByRole('gridcell', { name: '99999', exact: true })).toBeVisible();
  });

  test('script and HTML in cells, headers and the README stay text', async ({ signedInPage: page }, info) => {
    const evil = '<img src=x onerror="document.title=1">';
    const source = await makeFile(
      info.outputDir,
      'evil.csv',
      `"${evil.replaceAll('"', '""')}",b\n<script>alert(1)</script>,2\n`,
    );
    await uploadFile(page, source, 'evil');
    await openDataset(page, 'evil');
    await expect(page.getByRole('columnheader', { name: evil })).toBeVisible();
    await expect(page.getByRole('gridcell', { name: '<script>alert(1)</script>' })).toBeVisible();
    await page.getByRole('link', { name: 'README' }).click();
    await page
      .getByRole('button', { name: /Write|Edit|Describe/ })
      .first()
      .click();
    await page
      .getByRole('textbox')
      .last()
      .fill(
        '# Title\n[click](javascript:alert(1)) <b onclick="x">bold</b>\n\n![pic](https://example.org/x.png)',
      );
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { name: 'Title' })).toBeVisible();
    await expect(page.locator('a[href^="javascript"], [onclick], img[src^="http"]')).toHaveCount(0);
  });
});

test.describe('a name that is taken', () => {
  test.use({ allowedConsoleErrors: /status of 409/ });

  test('offers a new version, and another name', async ({ signedInPage: page }, info) => {
    const first = await makeFile(`${info.outputDir}/1`, 'levels.csv', 'a\n1\n');
    const second = await makeFile(`${info.outputDir}/2`, 'levels.csv', 'a\n2\n');
    await uploadFile(page, first, 'levels');

    await chooseFiles(page, second);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Upload', exact: true }).click();
    await expect(dialog.getByText(/A dataset named .?levels.? exists already/)).toBeVisible();
    await dialog.getByRole('button', { name: /another name/ }).click();
    await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('levels (2)');
    await dialog.getByRole('button', { name: 'Upload', exact: true }).click();
    await expect(page.getByRole('link', { name: 'Open levels (2)' })).toBeVisible();

    await chooseFiles(page, second);
    await dialog.getByRole('button', { name: 'Upload', exact: true }).click();
    await dialog.getByRole('button', { name: /new version/ }).click();
    await expect(page.getByRole('link', { name: 'Open levels', exact: true }).last()).toBeVisible();
    await openDataset(page, 'levels');
    await expect(page.getByText(/version 2\s*of 2/)).toBeVisible();
    await expect(page.getByRole('gridcell', { name: '2', exact: true })).toBeVisible();
  });
});

test.describe('one name in two tabs', () => {
  test.use({ allowedConsoleErrors: /status of 409/ });

  test('one wins at the confirm; the other goes on as a new version with the bytes it sent', async ({
    signedInPage: page,
    context,
  }, info) => {
    const tabs = [await openTab(page, '1'), await openTab(await context.newPage(), '2')];
    // Neither confirms before both have all their bytes in storage.
    let waiting = 0;
    let release = () => {};
    const both = new Promise<void>((resolve) => {
      release = resolve;
    });
    for (const { tab } of tabs)
      await tab.route('**/confirm', async (route) => {
        waiting += 1;
        await both;
        await route.continue();
      });
    for (const { tab, digit } of tabs) {
      const content = `a\n${`${digit}\n`.repeat(5_000_000)}`;
      await chooseFiles(tab, await makeFile(`${info.outputDir}/${digit}`, 'rivals.csv', content));
      await tab.getByRole('dialog').getByRole('button', { name: 'Upload', exact: true }).click();
    }
    const rowsOf = (tab: Page) => tab.getByRole('region', { name: 'Transfers' }).getByRole('listitem');
    for (const { tab } of tabs) {
      await expect(rowsOf(tab)).toHaveCount(2);
      await expect(rowsOf(tab).getByText(/Runs in another tab/)).toHaveCount(1);
    }
    await expect.poll(() => waiting, { timeout: 60_000 }).toBe(tabs.length);
    release();
    const asVersion = (tab: Page) => tab.getByRole('button', { name: 'Upload as new version' });
    const losers = () => Promise.all(tabs.map(({ tab }) => asVersion(tab).count()));
    await expect.poll(async () => (await losers()).join(' '), { timeout: 60_000 }).toMatch(/^(0 1|1 0)$/);
    const [winner, loser] = (await losers())[0] === 0 ? tabs : [...tabs].reverse();
    if (!winner || !loser) throw new Error('unreachable');
    await expect(winner.tab.getByRole('link', { name: 'Open rivals' })).toHaveCount(1);

    await expect(loser.tab.getByRole('button', { name: 'Use another name' })).toBeVisible();
    const sent = loser.blocks();
    expect(sent).toBe(2);
    await asVersion(loser.tab).click();
    await expect(loser.tab.getByRole('link', { name: 'Open rivals' })).toHaveCount(tabs.length);
    expect(loser.blocks()).toBe(sent);
    await openDataset(loser.tab, 'rivals');
    await expect(loser.tab.getByText(/version 2\s*of 2/)).toBeVisible();
    await expect(loser.tab.getByRole('gridcell', { name: loser.digit, exact: true }).first()).toBeVisible();
  });

  /** The list in a tab, which counts the blocks it sends. */
  async function openTab(tab: Page, digit: string) {
    let blocks = 0;
    tab.on('request', (request) => {
      if (request.method() === 'PUT' && new URL(request.url()).searchParams.get('comp') === 'block') blocks++;
    });
    await tab.goto('/');
    await tab.waitForURL(/\/w\/[0-9a-f]{32}/);
    return { tab, digit, blocks: () => blocks };
  }
});

test('a file dropped anywhere opens the dialog with its name and type', async ({ signedInPage: page }) => {
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['a\tb\n1\t2\n'], 'dropped.tsv', { type: 'text/tab-separated-values' }));
    return data;
  });
  // The page listens once it has come to life.
  await expect(async () => {
    await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
    await expect(page.getByText(/^Drop files to upload them/)).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('dropped');
  await expect(dialog.getByLabel('Data type')).toHaveValue('GenericTSV');
});

test('an upload cancelled midway lists nothing and frees its name', async ({
  signedInPage: page,
  portal,
}, info) => {
  const source = info.outputPath('cancelled.csv');
  await makeCsv(source, 60_000_000);
  // Storage takes its time, so that there is a midway.
  await page.route(`${portal.blobEndpoint}/**`, async (route) => {
    if (route.request().method() === 'PUT') return; // never answered
    await route.continue();
  });
  await chooseFiles(page, source);
  await page.getByRole('dialog').getByRole('button', { name: 'Upload', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel cancelled.csv' }).click();
  await expect(
    page.getByRole('region', { name: 'Transfers' }).getByText('cancelled', { exact: true }),
  ).toBeVisible();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.reload();
  await expect(page.getByRole('link', { name: 'cancelled', exact: true })).toHaveCount(0);
  await uploadFile(page, source, 'cancelled');
});
