import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { makeFile } from './fixtures/files.ts';
import { expect, test } from './fixtures/test.ts';
import { openDataset, uploadFile } from './fixtures/upload.ts';

/** Everything serious or critical that axe finds, by rule and place. */
async function seriousFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Nothing sticks out to the side. */
async function expectNoSideways(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(content).toBeLessThanOrEqual(window ?? 0);
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 1360, height: 860 },
    { width: 390, height: 844 },
  ]) {
    test.describe(`${colorScheme}, ${viewport.width} wide`, () => {
      test.use({ colorScheme, viewport, allowedConsoleErrors: [/status of 404/] });

      test('axe finds nothing serious on any page, and none sticks out', async ({
        signedInPage: page,
      }, info) => {
        test.setTimeout(120_000);
        const home = page.url().replace(/\?.*/, '');
        const views: [string, () => Promise<unknown>][] = [
          ['the list', () => page.getByRole('heading', { level: 1, name: 'Datasets' }).waitFor()],
          ['?tab=samples', () => page.getByRole('link', { name: 'Airport Codes Dataset' }).waitFor()],
          ['?search=nothing-like-this', () => page.getByRole('heading', { level: 1 }).waitFor()],
          ['?state=deleted', () => page.getByRole('heading', { level: 1 }).waitFor()],
          [`/${'0'.repeat(32)}`, () => page.getByText('This dataset does not exist').waitFor()],
        ];
        for (const [address, ready] of views) {
          await page.goto(address.startsWith('?') || address.startsWith('/') ? home + address : home);
          await ready();
          expect(await seriousFindings(page), address).toEqual([]);
          await expectNoSideways(page);
        }
        await page.goto(home);
        const name = `gauges ${viewport.width} ${colorScheme}`;
        await uploadFile(page, await makeFile(info.outputDir, `${name}.csv`, 'a,b\n1,2\n'), name);
        expect(await seriousFindings(page), 'the tray').toEqual([]);
        await openDataset(page, name);
        await page.getByRole('grid').waitFor();
        for (const tab of ['README', 'Versions', 'Files', 'Activity', 'Data']) {
          const link = page
            .getByRole('navigation')
            .getByRole('link', { name: new RegExp(`^${tab}( \\d+)?$`) });
          await link.click();
          await expect(link).toHaveAttribute('aria-current', /.+/);
          await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
          expect(await seriousFindings(page), tab).toEqual([]);
          await expectNoSideways(page);
        }
        await page.goto('/docs/api');
        await page.getByRole('heading', { level: 1 }).waitFor();
        expect(await seriousFindings(page), '/docs/api').toEqual([]);
        await expectNoSideways(page);
        await page.goto('/sign-in');
        await page.getByRole('heading', { level: 1 }).waitFor();
        expect(await seriousFindings(page), '/sign-in').toEqual([]);
      });
    });
  }
}

test('the first load of the list is 200 KB of compressed JavaScript at most', async ({
  signedInPage: page,
}) => {
  const home = page.url();
  const fresh = await page.context().newPage();
  const devtools = await fresh.context().newCDPSession(fresh);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  const scripts = new Set<string>();
  let bytes = 0;
  devtools.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await fresh.goto(home, { waitUntil: 'networkidle' });
  await fresh.getByRole('heading', { level: 1, name: 'Datasets' }).waitFor();
  expect(scripts.size).toBeGreaterThan(3);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(200_000);
});

test('search, select, delete and undo by keyboard alone', async ({ signedInPage: page }, info) => {
  for (const name of ['keys one', 'keys two'])
    await uploadFile(page, await makeFile(info.outputDir, `${name}.csv`, 'a\n1\n'), name);
  await page.reload();
  await page.getByRole('link', { name: 'keys one', exact: true }).waitFor();

  await page.keyboard.press('/');
  await page.keyboard.type('keys two');
  await page.getByRole('option', { name: /keys two/ }).waitFor();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'keys two' })).toBeVisible();
  await page.goBack();

  const box = page.getByRole('checkbox', { name: /keys one/ });
  await box.focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('toolbar', { name: 'Selected datasets' })).toContainText('1 selected');
  await page.getByRole('button', { name: 'Delete', exact: true }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('keys one');
  await dialog.getByRole('button', { name: /^Delete/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table').getByRole('link', { name: 'keys one', exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table').getByRole('link', { name: 'keys one', exact: true })).toBeVisible();
});

test('a sign-in link works once, leaves the address bar, and a stranger is asked to sign in', async ({
  browser,
  signedInPage,
  portal,
}) => {
  const home = signedInPage.url();
  const context = await browser.newContext({ baseURL: portal.url });
  const page = await context.newPage();
  await page.goto(home);
  await page.waitForURL(/\/sign-in\?return=/);
  await page.goto(portal.signInUrl);
  await expect(page.getByText('This link does not work any more')).toBeVisible();
  expect(new URL(page.url()).hash).toBe('');
  await context.close();
});

test('the README can be written, and a dataset renamed', async ({ signedInPage: page }, info) => {
  await uploadFile(page, await makeFile(info.outputDir, 'plain.csv', 'a\n1\n'), 'plain');
  await openDataset(page, 'plain');
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: /Rename/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('a/b');
  await expect(dialog.getByText(/forbidden characters/)).toBeVisible();
  await dialog.getByRole('textbox').fill('renamed');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'renamed' })).toBeVisible();
});
