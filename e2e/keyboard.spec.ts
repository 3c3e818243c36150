import { makeFile } from './fixtures/files.ts';
import { chooseItem, press, tabTo } from './fixtures/keyboard.ts';
import { test } from './fixtures/members.ts';
import { operatorLink, signInElsewhere } from './fixtures/people.ts';
import { expect } from './fixtures/test.ts';

// Signed out, the pages ask the server once more whether one is.
test.use({ allowedConsoleErrors: /status of 401/ });

test('from a sign-in link to the sign-out by keyboard alone', async ({ page, portal }, info) => {
  await signInElsewhere(portal, 'elsewhere/1.0');
  await page.goto(await operatorLink(portal));
  await page.getByRole('heading', { level: 1, name: 'Datasets' }).waitFor();
  const dialog = page.getByRole('dialog');
  // The picker that gives handles cannot be driven; without it the page takes the browser's other one.
  await page.evaluate(() => Reflect.deleteProperty(window, 'showOpenFilePicker'));

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
  // The second time the dialog is there at once, while the item of the menu still has the focus.
  await press(page, page.getByRole('button', { name: 'More actions' }));
  await chooseItem(page, /Rename/);
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'More actions' })).toBeFocused();

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

test('ending all sessions asks first, and ends this one too', async ({ memberPage, portal }) => {
  // A person of their own: the first Owner's sessions are the other tests' as well.
  const page = await memberPage('Una User');
  await page.goto(`${portal.url}/account`);
  await page.getByRole('button', { name: 'End all sessions…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('this session')).toBeVisible();
  await page.getByRole('button', { name: 'End all sessions…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End all' }).click();
  await page.waitForURL(/\/sign-in$/);
  expect((await page.request.get(`${portal.url}/api/v1/session`)).status()).toBe(401);
});
