import AxeBuilder from '@axe-core/playwright';
import { ownerSession } from './fixtures/owner-session.ts';
import { expect, test } from './fixtures/test.ts';

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const width of [1360, 390])
      test(`axe finds nothing on the move from Studio, ${width} wide, and nothing sticks out`, async ({
        page,
      }) => {
        await page.setViewportSize({ width, height: 860 });
        await page.goto('/docs/move-from-studio');
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Move from Studio (classic)');
        await expect(page.locator('pre').first()).toContainText('http://');
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`)).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide).toBeLessThanOrEqual(width);
      });
  });

test('the pages of the documentation lead to each other and back to the portal', async ({ page }) => {
  await page.goto('/docs/api');
  const pages = page.getByRole('navigation', { name: 'Documentation' });
  await expect(pages.getByRole('link', { name: 'Portal API' })).toHaveAttribute('aria-current', 'page');
  await pages.getByRole('link', { name: 'Move from Studio (classic)' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Move from Studio (classic)');
  await page.getByRole('main').getByRole('link', { name: 'portal’s own API' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Portal API');
});

test('the three lines of a notebook, filled in, reach the Studio API', async ({
  page,
  portal,
  ownerState,
}) => {
  const { call, workspaceId } = await ownerSession(portal, ownerState);
  const params = { workspaceId, slot: 'secondary' as const };
  const { token } = await call('revealToken', { params, body: { purpose: 'show' } });

  await page.goto('/docs/move-from-studio');
  const code = page.locator('pre').first();
  await expect(code).toContainText(portal.url);
  const filled = ((await code.textContent()) ?? '')
    .replace('<workspace id>', workspaceId)
    .replace('<authorization token>', token);
  const said = Object.fromEntries(
    [...filled.matchAll(/^ {4}(\w+)='([^']*)',?$/gm)].map(([, key, value]) => [key, value]),
  );
  expect(Object.keys(said)).toEqual(['workspace_id', 'authorization_token', 'endpoint']);

  const answer = await fetch(new URL(`api/workspaces/${said.workspace_id}/datasources`, said.endpoint), {
    headers: { 'x-ms-metaanalytics-authorizationtoken': said.authorization_token ?? '' },
  });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('"DownloadLocation"');
});
