import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expectNoSideways, looks, seriousFindings } from './fixtures/a11y.ts';
import { press, tabTo } from './fixtures/keyboard.ts';
import { test } from './fixtures/members.ts';
import { scriptsOf } from './fixtures/script-bytes.ts';
import { expect } from './fixtures/test.ts';
import { anyToken, openTokens, regenerateButton, revealToken, tokenIn } from './fixtures/tokens.ts';

const run = promisify(execFile);

test('from the rail to a new token by keyboard alone', async ({ signedInPage: page }) => {
  await page.getByRole('heading', { level: 1, name: 'Datasets' }).waitFor();
  await press(page, page.getByRole('link', { name: 'Settings', exact: true }));
  await press(page, page.getByRole('link', { name: 'Authorization tokens' }));
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

test('a User is told whom to ask, and asks the server for no token', async ({ signedInPage, memberPage }) => {
  await openTokens(signedInPage);
  const page = await memberPage('Una User');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(signedInPage.url());
  await expect(page.getByRole('heading', { name: 'Owners' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Owners' }).getByRole('listitem')).toHaveText([/Owner/]);
  await expect(page.getByText('primary or secondary authorization token')).toBeVisible();
  await expect(page.getByText('advised to give the secondary one')).toBeVisible();
  await expect(page.getByRole('button', { name: /Reveal|Regenerate|token/ })).toHaveCount(0);
  expect(asked.filter((path) => /\/api\/.*\/tokens/.test(path))).toEqual([]);
  expect(await seriousFindings(page)).toEqual([]);
});

test.describe('with an answer that fails', () => {
  test.use({ allowedConsoleErrors: /status of 503/ });

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

for (const { colorScheme, viewport } of looks) {
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

test('the first load is 200 KB of compressed JavaScript at most', async ({ signedInPage: page }) => {
  await openTokens(page);
  const { count, bytes } = await scriptsOf(page, page.url(), (fresh) =>
    fresh.getByRole('button', { name: 'Reveal the primary token' }).waitFor(),
  );
  expect(count).toBeGreaterThan(3);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(200_000);
});
