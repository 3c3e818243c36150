import type { Page } from 'playwright/test';
import { expectNoSideways, looks, seriousFindings } from './fixtures/a11y.ts';
import { makeFile } from './fixtures/files.ts';
import { acceptAs, invitationLink, leave, newWorkspace, test, workspaceOf } from './fixtures/members.ts';
import { scriptsOf } from './fixtures/script-bytes.ts';
import { expect } from './fixtures/test.ts';
import { uploadFile } from './fixtures/upload.ts';

const switcher = (page: Page) => page.getByRole('banner').getByTitle('Workspace');

async function openGeneral(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.waitForURL(/\/settings\/general$/);
  await expect(page.getByRole('heading', { name: 'Leave or delete' })).toBeVisible();
}

test('a workspace is created, switched to, renamed, deleted and restored with what it held', async ({
  signedInPage: page,
}, info) => {
  const home = workspaceOf(page);
  await newWorkspace(page, 'Gauges');
  const id = workspaceOf(page);
  expect(id).not.toBe(home);
  await uploadFile(page, await makeFile(info.outputDir, 'level.csv', 'a,b\n1,2\n'), 'level');

  await switcher(page).click();
  await page.getByRole('menuitem', { name: /My workspace/ }).click();
  await page.waitForURL(`**/w/${home}/datasets`);
  await expect(page.getByRole('link', { name: 'level', exact: true })).toHaveCount(0);
  await switcher(page).click();
  await page.getByRole('menuitem', { name: /Gauges/ }).click();
  await page.waitForURL(`**/w/${id}/datasets`);

  await openGeneral(page);
  await expect(page.getByRole('table', { name: 'Bytes by dataset' })).toContainText('level');
  await expect(page.getByText('8 B (8 bytes); no quota is set.')).toBeVisible();
  await expect(page.getByText(id, { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Rename…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('River gauges');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(switcher(page)).toContainText('River gauges');

  await page.getByRole('button', { name: 'Delete the workspace…' }).click();
  const sure = dialog.getByRole('button', { name: 'Delete the workspace' });
  await dialog.getByRole('textbox').fill('Gauges');
  await expect(sure).toBeDisabled();
  await dialog.getByRole('textbox').fill('River gauges');
  await sure.click();
  await expect(
    page.getByText(
      '“River gauges” is deleted; for 7 days its Owners can restore it under “Deleted workspaces”.',
    ),
  ).toBeVisible();
  await page.waitForURL((url) => /\/datasets$/.test(url.pathname) && !url.pathname.includes(id));
  await switcher(page).click();
  await expect(page.getByRole('menuitem', { name: /River gauges/ })).toHaveCount(0);

  await page.getByRole('menuitem', { name: 'Deleted workspaces…' }).click();
  await expect(dialog).toContainText('7 days left');
  await dialog.getByRole('button', { name: 'Restore River gauges' }).click();
  await page.waitForURL(`**/w/${id}/datasets`);
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'level', exact: true })).toBeVisible();
});

test('who deletes the only workspace finds a home that restores it; a User finds whom to ask', async ({
  signedInPage: owner,
  otherContext,
}) => {
  await newWorkspace(owner, 'For Zoe');
  const zoe = await (await otherContext()).newPage();
  await acceptAs(zoe, await invitationLink(owner, 'Owner'), 'Zoe');
  const yan = await (await otherContext()).newPage();
  await acceptAs(yan, await invitationLink(owner), 'Yan');

  await openGeneral(zoe);
  await zoe.getByRole('button', { name: 'Delete the workspace…' }).click();
  await zoe.getByRole('dialog').getByRole('textbox').fill('For Zoe');
  await zoe.getByRole('dialog').getByRole('button', { name: 'Delete the workspace' }).click();
  await expect(zoe.getByRole('heading', { name: 'You are in no workspace' })).toBeVisible();
  expect(await seriousFindings(zoe)).toEqual([]);

  await yan.goto(new URL(zoe.url()).origin);
  await expect(yan.getByRole('heading', { name: 'You are in no workspace' })).toBeVisible();
  await expect(yan.getByRole('button', { name: /Restore|New workspace/ })).toHaveCount(0);

  await zoe.getByRole('button', { name: 'Restore For Zoe' }).click();
  await zoe.waitForURL(/\/datasets$/);
  await yan.reload();
  await yan.waitForURL(/\/datasets$/);
  await expect(switcher(yan)).toContainText('For Zoe');
  await switcher(yan).click();
  await expect(yan.getByRole('menuitem', { name: 'New workspace…' })).toHaveCount(0);
  await owner.reload();
  await leave(owner);
});

test('who leaves goes home, and what they made stays', async ({ signedInPage: owner, memberPage }, info) => {
  const page = await memberPage('Hal');
  await uploadFile(page, await makeFile(info.outputDir, 'of-hal.csv', 'a\n1\n'), 'of-hal');
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Leave the workspace…' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Rename|Delete/ })).toHaveCount(0);
  await leave(page);
  await expect(page.getByRole('heading', { name: 'You are in no workspace' })).toBeVisible();
  await owner.reload();
  await expect(owner.getByRole('table').getByRole('link', { name: 'of-hal', exact: true })).toBeVisible();
});

for (const { colorScheme, viewport } of looks) {
  test.describe(`${colorScheme}, ${viewport.width} wide`, () => {
    test.use({ colorScheme, viewport });

    test('axe finds nothing serious on users, general and invitation, and nothing sticks out', async ({
      signedInPage: page,
      otherContext,
      portal,
    }) => {
      const link = await invitationLink(page);
      const settings = `${portal.url}/w/${workspaceOf(page)}/settings`;
      const dialog = page.getByRole('dialog');
      async function check(place: string, at = page) {
        expect(await seriousFindings(at), place).toEqual([]);
        await expectNoSideways(at);
      }
      await page.goto(`${settings}/users`);
      await expect(page.getByRole('table', { name: /Invitations/ })).toBeVisible();
      await check('users');
      await page.getByRole('button', { name: 'Manage Owner' }).click();
      await page.getByRole('menu').waitFor();
      await check('the menu of a member');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Invite…' }).click();
      await check('inviting');
      await dialog.getByLabel('E-mail address').fill(`${colorScheme}-${viewport.width}@example.org`);
      await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
      await expect(dialog.locator('code')).toBeVisible();
      await check('the link');

      await page.goto(`${settings}/general`);
      await expect(page.getByRole('heading', { name: 'Storage in use' })).toBeVisible();
      await check('general');
      await page.getByRole('button', { name: 'Delete the workspace…' }).click();
      await check('deleting');

      const guest = await (await otherContext()).newPage();
      await guest.goto(link);
      await guest.getByLabel('Your name').waitFor();
      await check('the invitation', guest);
      await guest.goto(`${portal.url}/invitation#wrong`);
      await guest.reload();
      await expect(guest.getByRole('main').getByRole('alert')).toBeVisible();
      await check('a dead invitation', guest);
    });
  });
}

for (const [section, ready] of [
  ['users', 'Members of this workspace'],
  ['general', 'Storage in use'],
] as const) {
  test(`the first load of ${section} is 200 KB of compressed JavaScript at most`, async ({
    signedInPage: page,
    portal,
  }) => {
    const url = `${portal.url}/w/${workspaceOf(page)}/settings/${section}`;
    const { count, bytes } = await scriptsOf(page, url, (fresh) =>
      fresh.getByText(ready).first().waitFor({ state: 'attached' }),
    );
    expect(count).toBeGreaterThan(3);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThanOrEqual(200_000);
  });
}
