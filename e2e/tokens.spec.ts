import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Locator, Page, Route } from 'playwright/test';
import { expectNoSideways, seriousFindings } from './fixtures/a11y.ts';
import { scriptsOf } from './fixtures/script-bytes.ts';
import { expect, test } from './fixtures/test.ts';
import {
  anyToken,
  openTokens,
  regenerateBehind,
  revealToken,
  statusWith,
  tokenIn,
} from './fixtures/tokens.ts';

const run = promisify(execFile);

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

function regenerateButton(page: Page) {
  return page.getByRole('dialog').getByRole('button', { name: 'Regenerate', exact: true });
}

/** Presses Tab until `target` has the focus; the focus must be seen there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      const outline = await target.evaluate((element) => getComputedStyle(element).outlineStyle);
      expect(outline).toBe('solid');
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${target}.`);
}

test('an Owner reveals a token, hides it again, and copies one without showing it', async ({
  signedInPage: page,
  context,
  portal,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const workspaceId = await openTokens(page);
  await expect(page).toHaveTitle('Authorization tokens · Sluice');
  await expect(page.locator('main')).not.toContainText(anyToken);
  const masked = await page.getByRole('region', { name: 'Primary' }).textContent();

  const primary = await revealToken(page, 'primary');
  expect(masked).toContain(`ends in ${primary.slice(-4)}`);
  expect(await statusWith(portal, workspaceId, primary)).toBe(200);
  await page.getByRole('button', { name: 'Hide the primary token' }).click();
  await expect(page.locator('main')).not.toContainText(anyToken);

  const asked = page.waitForRequest(/\/tokens\/secondary\/reveal$/);
  await page.getByRole('button', { name: 'Copy the secondary token' }).click();
  expect((await asked).method()).toBe('POST');
  await expect(page.getByText('Copied', { exact: true }).first()).toBeVisible();
  const secondary = await clipboard(page);
  expect(secondary).toMatch(anyToken);
  expect(secondary).not.toBe(primary);
  expect(await statusWith(portal, workspaceId, secondary)).toBe(200);
  await expect(page.locator('main')).not.toContainText(anyToken);
});

test('a browser that refuses to copy shows the token, to be selected', async ({ signedInPage: page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await openTokens(page);
  await page.getByRole('button', { name: 'Copy the primary token' }).click();
  await expect(page.getByText('The browser refused to copy')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Primary' })).toContainText(anyToken);
});

test('regenerating tells who used the token; then it answers 401 and the others go on', async ({
  signedInPage: page,
  context,
  portal,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const workspaceId = await openTokens(page);
  // Who used it is told to the minute: one that others used just now would tell of them.
  const old = await regenerateBehind(page, workspaceId, 'primary');
  await page.reload();
  const other = await revealToken(page, 'secondary');
  expect(await statusWith(portal, workspaceId, old, 'nightly-job/7.1 (for the dams)')).toBe(200);

  await page.getByRole('button', { name: 'Regenerate the primary token' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(/last used just now .+ by nightly-job\/7\.1 from (127\.0\.0\.1|::1)/);
  await expect(dialog.getByTitle('nightly-job/7.1 (for the dams)')).toBeVisible();
  await expect(dialog).toContainText('stops working at once');
  await dialog.getByRole('button', { name: 'Copy the secondary token' }).click();
  await expect.poll(() => clipboard(page)).toBe(other);
  expect(await statusWith(portal, workspaceId, old)).toBe(200);

  await regenerateButton(page).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('The primary token is a new one')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy the primary token' })).toBeFocused();
  const card = page.getByRole('region', { name: 'Primary' });
  const fresh = await tokenIn(card);
  expect(fresh).not.toBe(old);
  await expect(card).toContainText('Never used');
  expect(await statusWith(portal, workspaceId, old)).toBe(401);
  expect(await statusWith(portal, workspaceId, fresh)).toBe(200);
  expect(await statusWith(portal, workspaceId, other)).toBe(200);
});

test.describe('two tabs', () => {
  test.use({ allowedConsoleErrors: [/status of 409/] });

  test('the later of two regenerations changes nothing, and shows the new state', async ({
    signedInPage: page,
    context,
    portal,
  }) => {
    const workspaceId = await openTokens(page);
    const second = await context.newPage();
    await second.goto(page.url());
    const before = await revealToken(page, 'secondary');
    await page.getByRole('button', { name: 'Regenerate the secondary token' }).click();
    await expect(regenerateButton(page)).not.toHaveAttribute('aria-disabled');

    await second.getByRole('button', { name: 'Regenerate the secondary token' }).click();
    await regenerateButton(second).click();
    const region = second.getByRole('region', { name: 'Secondary' });
    await expect(region).toContainText(anyToken);
    const fresh = await tokenIn(region);

    const refused = page.waitForResponse(/\/tokens\/secondary\/regenerate$/);
    await regenerateButton(page).click();
    expect((await refused).status()).toBe(409);
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('alert')).toContainText('regenerated meanwhile');
    await expect(dialog).toContainText(`ends in ${fresh.slice(-4)}`);
    await expect(dialog.getByRole('button', { name: 'Look at it' })).toBeFocused();
    await page.keyboard.press('Enter');
    // What was revealed before is no token any more.
    await expect(page.getByRole('region', { name: 'Secondary' })).toContainText(fresh.slice(-4));
    await expect(page.locator('main')).not.toContainText(before);
    expect(await statusWith(portal, workspaceId, before)).toBe(401);
    expect(await statusWith(portal, workspaceId, fresh)).toBe(200);
  });

  test('one that sees an old token is told before it is asked', async ({ signedInPage: page }) => {
    const workspaceId = await openTokens(page);
    await regenerateBehind(page, workspaceId, 'primary');
    await page.getByRole('button', { name: 'Regenerate the primary token' }).click();
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText('regenerated meanwhile');
    await expect(regenerateButton(page)).toHaveCount(0);
  });
});

test('from the rail to a new token by keyboard alone', async ({ signedInPage: page }) => {
  await page.getByRole('heading', { level: 1, name: 'Datasets' }).waitFor();
  await tabTo(page, page.getByRole('link', { name: 'Settings', exact: true }));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/settings\/tokens$/);
  const reveal = page.getByRole('button', { name: 'Reveal the secondary token' });
  await reveal.waitFor();
  await tabTo(page, reveal);
  await page.keyboard.press('Enter');
  const hide = page.getByRole('button', { name: 'Hide the secondary token' });
  await expect(hide).toBeFocused();
  const card = page.getByRole('region', { name: 'Secondary' });
  const before = await tokenIn(card);

  const opener = page.getByRole('button', { name: 'Regenerate the secondary token' });
  await tabTo(page, opener);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(opener).toBeFocused();
  await expect(card).toContainText(before);

  await page.keyboard.press('Enter');
  await tabTo(page, regenerateButton(page));
  await expect(regenerateButton(page)).not.toHaveAttribute('aria-disabled');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Copy the secondary token' })).toBeFocused();
  await expect(card).toContainText(anyToken);
  await expect(card).not.toContainText(before);
});

test('a revealed token is nowhere once the page is left, and masked on the way back', async ({
  signedInPage: page,
}) => {
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  await openTokens(page);
  const token = await revealToken(page, 'primary');

  async function expectNowhere() {
    const kept = await page.evaluate(async () => ({
      html: document.documentElement.outerHTML,
      local: JSON.stringify(localStorage),
      session: JSON.stringify(sessionStorage),
      history: JSON.stringify(history.state),
      address: location.href,
      cookies: document.cookie,
      caches: await caches.keys(),
    }));
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(addresses.join('\n')).not.toContain(token);
  }
  // Inside the portal, where nothing is loaded anew.
  await page.getByRole('link', { name: /^Datasets/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Datasets' }).waitFor();
  await expectNowhere();
  await page.goBack();
  await page.getByRole('button', { name: 'Reveal the primary token' }).waitFor();
  await expectNowhere();

  // By another document, which the browser may keep for Back.
  await revealToken(page, 'primary');
  await page.goto('/docs/api');
  await expectNowhere();
  await page.goBack();
  await page.getByRole('button', { name: 'Reveal the primary token' }).waitFor();
  await expectNowhere();
});

test('a page that the browser keeps for Back keeps no token', async ({ signedInPage: page }) => {
  await openTokens(page);
  const token = await revealToken(page, 'primary');
  // The test's browser keeps no pages; one that does tells the page in this way that it is left.
  const html = await page.evaluate(() => {
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    return document.documentElement.outerHTML;
  });
  expect(html).not.toContain(token);
});

/** A member of the role User cannot be made by the portal yet: what the server tells a User is put in its answer. */
async function asUser(page: Page): Promise<void> {
  await page.route(/\/api\/v1\/workspaces\/[0-9a-f]{32}$/, async (route: Route) => {
    const response = await route.fetch();
    const workspace = await response.json();
    const can = workspace.can.filter((action: string) => action !== 'token.manage');
    await route.fulfill({ response, json: { ...workspace, role: 'User', can } });
  });
}

test('a User is told whom to ask, and asks the server for no token', async ({ signedInPage: page }) => {
  await openTokens(page);
  await asUser(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Owners' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Owners' }).getByRole('listitem')).toHaveText([/Owner/]);
  await expect(page.getByText('primary or secondary authorization token')).toBeVisible();
  await expect(page.getByText('advised to give the secondary one')).toBeVisible();
  await expect(page.getByRole('button', { name: /Reveal|Regenerate|token/ })).toHaveCount(0);
  expect(asked.filter((path) => /\/api\/.*\/tokens/.test(path))).toEqual([]);
  expect(await seriousFindings(page)).toEqual([]);
});

test.describe('with an answer that fails', () => {
  test.use({ allowedConsoleErrors: [/status of 503/] });

  test('the page says why, and goes on when it is tried again', async ({ signedInPage: page }) => {
    const list = /\/api\/v1\/workspaces\/[0-9a-f]{32}\/tokens$/;
    const detail = 'The database does not answer; try again in a moment.';
    await page.route(list, (route) =>
      route.fulfill({ status: 503, json: { code: 'unavailable', status: 503, detail } }),
    );
    await page.goto(`${page.url().replace(/\/datasets.*/, '')}/settings/tokens`);
    await expect(page.getByRole('alert').filter({ hasText: detail })).toBeVisible();
    await page.unroute(list);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('button', { name: 'Reveal the primary token' })).toBeVisible();
  });
});

test('the command on the page runs as it stands', async ({ signedInPage: page }) => {
  await openTokens(page);
  const token = await revealToken(page, 'secondary');
  const command = (await page.locator('pre').textContent()) ?? '';
  expect(command).not.toContain(token);
  const { stdout } = await run('bash', ['-c', `${command.trimEnd()} -sS`], {
    env: { ...process.env, SLUICE_TOKEN: token },
  });
  expect(JSON.parse(stdout).items).toBeInstanceOf(Array);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 1360, height: 860 },
    { width: 390, height: 844 },
  ]) {
    test.describe(`${colorScheme}, ${viewport.width} wide`, () => {
      test.use({ colorScheme, viewport });

      test('axe finds nothing serious, and nothing sticks out', async ({ signedInPage: page }) => {
        await openTokens(page);
        expect(await seriousFindings(page), 'masked').toEqual([]);
        await revealToken(page, 'primary');
        expect(await seriousFindings(page), 'revealed').toEqual([]);
        await expectNoSideways(page);
        await page.getByRole('button', { name: 'Regenerate the primary token' }).click();
        await expect(regenerateButton(page)).not.toHaveAttribute('aria-disabled');
        expect(await seriousFindings(page), 'the question').toEqual([]);
        await expectNoSideways(page);
      });
    });
  }
}

test('the first load is 200 KB of compressed JavaScript at most', async ({ signedInPage: page }) => {
  await openTokens(page);
  const { count, bytes } = await scriptsOf(page, page.url(), (fresh) =>
    fresh.getByRole('button', { name: 'Reveal the primary token' }).waitFor(),
  );
  expect(count).toBeGreaterThan(3);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(200_000);
});
