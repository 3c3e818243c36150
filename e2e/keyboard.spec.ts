import { makeFile } from './fixtures/files.ts';
import { chooseItem, press, tabTo } from './fixtures/keyboard.ts';
import { operatorLink, signInElsewhere } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';

test('from a sign-in link to the sign-out by keyboard alone', async ({ page, portal }, info) => {
  await signInElsewhere(portal, 'elsewhere/1.0');
  await page.goto(await operatorLink(portal));
  await page.getByRole('heading', { level: 1, name: 'Datasets' }).waitFor();
  const dialog = page.getByRole('dialog');

  await press(page, page.getByRole('main').getByRole('button', { name: 'Upload', exact: true }).first());
  const chooser = page.waitForEvent('filechooser');
  await press(page, dialog.getByRole('button', { name: 'Choose files' }));
  await (await chooser).setFiles(await makeFile(info.outputDir, 'by hand.csv', 'a,b\n1,2\n'));
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('by hand');
  await press(page, dialog.getByRole('button', { name: 'Upload', exact: true }));
  await press(page, page.getByRole('table').getByRole('link', { name: 'by hand', exact: true }));
  await expect(page.getByRole('heading', { level: 1, name: 'by hand' })).toBeVisible();
  const grid = page.getByRole('grid');
  await tabTo(page, grid);
  await page.keyboard.press('ArrowRight');
  await expect(grid).toHaveAttribute('aria-activedescendant', /.+/);

  await press(page, page.getByRole('button', { name: 'More actions' }));
  await chooseItem(page, /Rename/);
  await tabTo(page, dialog.getByRole('textbox'));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('by keyboard');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'by keyboard' })).toBeVisible();

  await press(page, page.getByRole('link', { name: 'Settings', exact: true }));
  const tabs = page.getByRole('navigation', { name: 'Settings' });
  await press(page, tabs.getByRole('link', { name: 'Users' }));
  await press(page, page.getByRole('button', { name: 'Invite…' }));
  await expect(dialog.getByLabel('E-mail address')).toBeFocused();
  await page.keyboard.type('guest@example.org');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('/invitation#');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await press(page, tabs.getByRole('link', { name: 'Audit' }));
  const line = page.getByRole('listitem').filter({ hasText: 'invited guest@example.org as User' });
  await press(page, line.getByRole('button', { name: 'Details' }));
  await expect(line).toContainText('member.invite');

  await press(page, page.getByRole('button', { name: /^Account/ }));
  await chooseItem(page, 'My account');
  const other = page.getByRole('listitem').filter({ hasText: 'elsewhere/1.0' });
  await press(page, other.getByRole('button', { name: 'End session' }));
  await expect(other).toHaveCount(0);
  await expect(page.getByRole('list', { name: /^Sessions/ })).toBeFocused();

  await press(page, page.getByRole('button', { name: /^Account/ }));
  await chooseItem(page, 'Sign out');
  await expect(page.getByRole('heading', { level: 1, name: /^Sign in/ })).toBeVisible();
  await page.goto('/account');
  await page.waitForURL(/\/sign-in\?return=%2Faccount$/);
});

test.describe('ending all sessions', () => {
  test.use({ allowedConsoleErrors: [/status of 401/] });

  test('is asked first, ends this one too, and links not used yet', async ({ page, portal, browser }) => {
    // A person of their own: the first Owner's sessions are the other tests' as well.
    const owner = await browser.newContext({ baseURL: portal.url });
    const ownerPage = await owner.newPage();
    await ownerPage.goto(await operatorLink(portal));
    await ownerPage.waitForURL(/\/w\/[0-9a-f]{32}/);
    const workspaceId = /\/w\/([0-9a-f]{32})/.exec(ownerPage.url())?.[1];
    const answer = await ownerPage.request.post(`/api/v1/workspaces/${workspaceId}/invitations`, {
      headers: { origin: portal.url },
      data: { email: `many-${Date.now()}@example.org`, role: 'User' },
    });
    await page.goto((await answer.json()).url);
    await page.getByLabel('Your name').fill('Many Sessions');
    await page.getByRole('button', { name: 'Accept and sign in' }).click();
    await page.waitForURL(/\/w\/[0-9a-f]{32}/);

    await page.goto('/account');
    await page.getByRole('button', { name: 'End all sessions…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('this session')).toBeVisible();
    await page.getByRole('button', { name: 'End all sessions…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End all' }).click();
    await page.waitForURL(/\/sign-in$/);
    expect((await page.request.get('/api/v1/session')).status()).toBe(401);
    await owner.close();
  });
});
