import type { Page } from 'playwright/test';
import { expectNoSideways, expectTablesFit, looks, seriousFindings } from './fixtures/a11y.ts';
import type { ApiSession } from './fixtures/api.ts';
import { makeFile } from './fixtures/files.ts';
import { ownerSession } from './fixtures/owner-session.ts';
import { operatorLink } from './fixtures/people.ts';
import { putFolder } from './fixtures/put-folder.ts';
import { scriptsOf } from './fixtures/script-bytes.ts';
import { expect, test } from './fixtures/test.ts';
import { openDataset, uploadFile } from './fixtures/upload.ts';

/** Uploads a dataset and deletes it; answers its name. */
async function deleteOne(page: Page, name: string, folder: string): Promise<string> {
  await uploadFile(page, await makeFile(folder, `${name}.csv`, 'a\n1\n'), name);
  await openDataset(page, name);
  const { origin, pathname } = new URL(page.url());
  const address = `${origin}/api/v1/workspaces${pathname.replace('/w', '')}`;
  const answer = await page.request.delete(address, { headers: { origin } });
  expect(answer.ok()).toBe(true);
  return name;
}

/** A share link to the dataset whose page is open, and a link to receive data. */
async function linksTo(page: Page, { call, workspaceId }: ApiSession): Promise<string[]> {
  const datasetId = /\/datasets\/([0-9a-f]{32})/.exec(page.url())?.[1] ?? '';
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const params = { workspaceId };
  const share = await call('createShare', { params, body: { datasetId, n: null, expiresAt } });
  const wanted = { title: 'Levels of the quay', expiresAt, maxBytesPerFile: 1_000_000, maxFiles: 3 };
  const request = await call('createDataRequest', { params, body: wanted });
  return [share.url, request.url];
}

for (const { colorScheme, viewport } of looks) {
  test.describe(`${colorScheme}, ${viewport.width} wide`, () => {
    test.use({ colorScheme, viewport, allowedConsoleErrors: /status of 40[14]/ });

    test('axe finds nothing serious on any page, and none sticks out', async ({
      signedInPage: page,
      portal,
      ownerState,
    }, info) => {
      test.setTimeout(180_000);
      const home = page.url().replace(/\?.*/, '');
      const deleted = await deleteOne(page, `gone ${viewport.width} ${colorScheme}`, info.outputDir);
      const views: [string, () => Promise<unknown>][] = [
        ['the list', () => page.getByRole('heading', { level: 1, name: 'Datasets' }).waitFor()],
        ['?tab=samples', () => page.getByRole('link', { name: 'Airport Codes Dataset' }).waitFor()],
        ['?q=nothing-like-this', () => page.getByText('Nothing matches these filters').waitFor()],
        ['?state=deleted', () => page.getByRole('link', { name: deleted, exact: true }).waitFor()],
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
      const links = await linksTo(page, await ownerSession(portal, ownerState));
      for (const tab of ['README', 'Versions', 'Files', 'Shares', 'Activity', 'Data']) {
        const views = page.getByRole('navigation', { name: 'Views of this dataset' });
        const link = views.getByRole('link', { name: new RegExp(`^${tab}( \\d+)?$`) });
        await link.click();
        await expect(link).toHaveAttribute('aria-current', /.+/);
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        expect(await seriousFindings(page), tab).toEqual([]);
        await expectNoSideways(page);
        if (tab === 'Versions') await expectTablesFit(page);
      }
      const settings = new URL(home).pathname.replace('/datasets', '/settings');
      const pages = [
        ...['/general', '/users', '/audit'].map((section) => settings + section),
        settings.replace('/settings', '/transfers'),
        ...['', '?tab=requests', '?tab=inbox'].map((tab) => settings.replace('/settings', `/shares${tab}`)),
        ...['/account', '/docs/api', '/invitation#unknown', '/sign-in'],
        ...['/s/sl_unknown', '/r/sl_unknown', ...links],
      ];
      for (const address of pages) {
        await page.goto(address);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        if (address.endsWith('/audit')) await page.getByRole('button', { name: 'Details' }).first().click();
        expect(await seriousFindings(page), address).toEqual([]);
        await expectNoSideways(page);
        if (address.endsWith('/transfers')) await expectTablesFit(page);
      }
    });
  });
}

test('the first load of the list is 200 KB of compressed JavaScript at most', async ({
  signedInPage: page,
}) => {
  const { count, bytes } = await scriptsOf(page, page.url(), (fresh) =>
    fresh.getByRole('heading', { level: 1, name: 'Datasets' }).waitFor(),
  );
  expect(count).toBeGreaterThan(3);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(200_000);
});

test('the first load of a dataset with its table is 250 KB of compressed JavaScript at most', async ({
  signedInPage: page,
}, info) => {
  await uploadFile(page, await makeFile(info.outputDir, 'light.csv', 'a,b\n1,2\n'), 'light');
  await openDataset(page, 'light');
  const { count, bytes } = await scriptsOf(page, page.url(), (fresh) =>
    fresh.getByRole('gridcell', { name: '2', exact: true }).waitFor(),
  );
  expect(count).toBeGreaterThan(3);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(250_000);
});

test('a browser finds an icon where it looks without being told', async ({ request }) => {
  for (const [path, type] of [
    ['/favicon.ico', 'image/x-icon'],
    ['/apple-touch-icon.png', 'image/png'],
    ['/icon.svg', 'image/svg+xml'],
  ] as const) {
    const answer = await request.get(path);
    expect([path, answer.status(), answer.headers()['content-type']]).toEqual([path, 200, type]);
  }
});

test('the name filter keeps what one types, over a pause after a space too', async ({
  signedInPage: page,
}) => {
  const field = page.getByRole('searchbox', { name: 'Filter by name' });
  // Asked for only once the page has taken in the new address.
  const asked = page.waitForResponse(/[?&]search=two(&|$)/);
  await field.pressSequentially('two ');
  await page.waitForURL(({ searchParams }) => searchParams.get('q') === 'two');
  await asked;
  await expect(field).toHaveValue('two ');
  await field.pressSequentially('words');
  await page.waitForURL(({ searchParams }) => searchParams.get('q') === 'two words');
  await expect(field).toHaveValue('two words');
});

test('the palette has every key that was typed while it was loaded', async ({ signedInPage: page }) => {
  await page.getByRole('link', { name: 'Samples' }).waitFor();
  let letGo = () => {};
  const typed = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/_next/static/**/*.js', async (route) => {
    await typed;
    await route.continue();
  });
  await page.keyboard.press('/');
  await page.keyboard.type('zzzzqq', { delay: 60 });
  letGo();
  await expect(page.getByRole('combobox', { name: 'Find datasets and actions' })).toHaveValue('zzzzqq');
  await page.keyboard.type('!');
  await expect(page.getByText('No dataset has “zzzzqq!” in its name.')).toBeVisible();
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
  // Another link in this tab leads to where it wanted to go, once.
  await page.goto(`${home}?tab=samples`);
  await page.waitForURL(/\/sign-in\?return=/);
  // Kept once the page's scripts run; nobody opens a link sooner.
  await expect.poll(() => page.evaluate(() => Object.values(sessionStorage).join())).toContain('tab=samples');
  await page.goto(await operatorLink(portal));
  await page.waitForURL(`${home}?tab=samples`);
  await page.goto(await operatorLink(portal));
  await page.waitForURL(/\/datasets$/);
  await context.close();
});

test('a shared folder names the file whose rows it shows', async ({ page, portal, ownerState }) => {
  const owner = await ownerSession(portal, ownerState);
  const contents = new Map(['a.csv', 'north/b.csv'].map((path) => [path, Buffer.from('x\n1\n')]));
  const { id: datasetId } = await putFolder(owner, 'piers', contents);
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const params = { workspaceId: owner.workspaceId };
  const { url } = await owner.call('createShare', { params, body: { datasetId, n: null, expiresAt } });
  await page.goto(url);
  const data = page.getByRole('region', { name: 'Data', exact: true });
  await expect(data).toContainText('a.csv, one of 2 files');
  await page.getByRole('button', { name: 'Look at north/b.csv' }).click();
  await expect(data).toContainText('north/b.csv, one of 2 files');
});

test('the README can be written, and a dataset renamed', async ({ signedInPage: page }, info) => {
  await uploadFile(page, await makeFile(info.outputDir, 'plain.csv', 'a\n1\n'), 'plain');
  await openDataset(page, 'plain');
  await page.getByRole('link', { name: 'README' }).click();
  await page.getByRole('button', { name: 'Write a README' }).click();
  await page.getByRole('textbox', { name: 'README' }).fill('# Gauges\n\nRead *daily*.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('README saved.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Gauges' })).toBeVisible();
  await expect(page.getByRole('article').getByText('Read daily.')).toBeVisible();

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: /Rename/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('a/b');
  await expect(dialog.getByText(/forbidden characters/)).toBeVisible();
  await dialog.getByRole('textbox').fill('renamed');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'renamed' })).toBeVisible();
});
