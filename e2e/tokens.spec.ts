import type { Page } from 'playwright/test';
import { expect, test } from './fixtures/test.ts';
import {
  anyToken,
  openTokens,
  regenerateBehind,
  regenerateButton,
  revealToken,
  statusWith,
  tokenIn,
} from './fixtures/tokens.ts';

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

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
  test.use({ allowedConsoleErrors: /status of 409/ });

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
