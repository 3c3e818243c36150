import type { Page, Route } from 'playwright/test';
import { makeCsv, makeFile } from './fixtures/files.ts';
import { acceptAs, invitationLink, leave, newWorkspace, test, workspaceOf } from './fixtures/members.ts';
import { operatorLink } from './fixtures/people.ts';
import { expect } from './fixtures/test.ts';
import { chooseFiles, uploadFile } from './fixtures/upload.ts';

async function openUsers(page: Page): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/w/${workspaceOf(page)}/settings/users`);
  await expect(page.getByRole('table', { name: 'Members of this workspace' })).toBeVisible();
}

/** Chooses something in the menu of a member. */
async function manage(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Manage ${name}` }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

test.describe('somebody invited', () => {
  test('joins, uploads, and is removed while uploading: refused at the next step, nothing listed', async ({
    signedInPage: owner,
    otherContext,
    portal,
  }, info) => {
    test.setTimeout(120_000);
    await openUsers(owner);
    await owner.getByRole('button', { name: 'Invite…' }).click();
    const dialog = owner.getByRole('dialog');
    await dialog.getByLabel('E-mail address').fill('ana@example.org');
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
    await expect(dialog).toContainText('No mail was sent');
    const link = (await dialog.locator('code').textContent()) ?? '';
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(row(owner, 'ana@example.org')).toContainText('works 7 days more');
    // The link was shown this once.
    expect(await owner.content()).not.toContain(link.split('#')[1]);

    const context = await otherContext();
    const guest = await context.newPage();
    const asked: string[] = [];
    guest.on('request', (request) => asked.push(request.url()));
    await guest.goto(link);
    await expect(guest.getByRole('heading', { level: 1 })).toContainText('Join “');
    await expect(guest.getByText('invites ana@example.org')).toBeVisible();
    expect(guest.url()).toBe(`${portal.url}/invitation`);
    await guest.getByRole('button', { name: 'Accept and sign in' }).click();
    await expect(guest.getByRole('main').getByRole('alert')).toContainText('Type your name');
    await guest.getByLabel('Your name').fill('Ana López');
    await guest.getByRole('button', { name: 'Accept and sign in' }).click();
    await guest.waitForURL(/\/datasets$/);
    expect(asked.filter((url) => url.includes(link.split('#')[1] ?? link))).toEqual([]);
    await uploadFile(guest, await makeFile(info.outputDir, 'first.csv', 'a,b\n1,2\n'), 'first');

    // The last blocks wait until Ana is removed.
    const source = info.outputPath('half.csv');
    await makeCsv(source, 20_000_000);
    const held: Route[] = [];
    let passed = 0;
    await context.route(
      (url) => url.origin === new URL(portal.blobEndpoint).origin && url.searchParams.get('comp') === 'block',
      async (route) => {
        if (route.request().method() !== 'PUT' || passed === 0) {
          passed += route.request().method() === 'PUT' ? 1 : 0;
          return route.continue();
        }
        held.push(route);
      },
    );
    await chooseFiles(guest, source);
    await guest.getByRole('dialog').getByRole('button', { name: 'Upload', exact: true }).click();
    await expect.poll(() => held.length).toBe(2);

    await openUsers(owner);
    await manage(owner, 'Ana López', 'Remove…');
    await expect(dialog).toContainText('Their next request is refused');
    await expect(dialog).toContainText('keeps working until it is regenerated');
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(owner.getByText('Ana López was removed.')).toBeVisible();
    await expect(row(owner, 'Ana López')).toHaveCount(0);

    for (const route of held) await route.continue();
    const told = guest.getByText('There is no such workspace, or you are not a member of it.', {
      exact: true,
    });
    await expect(told).toBeVisible();
    await guest.getByRole('button', { name: 'Retry half.csv' }).click();
    await expect(told).toBeVisible();

    await owner.goto(`${portal.url}/w/${workspaceOf(owner)}/datasets`);
    await expect(owner.getByRole('table').getByRole('link', { name: 'first', exact: true })).toBeVisible();
    await expect(owner.getByRole('table').getByRole('link', { name: 'half' })).toHaveCount(0);
    await guest.reload();
    await expect(guest.getByRole('heading', { name: 'There is no such workspace' })).toBeVisible();
    await guest.goto(portal.url);
    await expect(guest.getByRole('heading', { name: 'You are in no workspace' })).toBeVisible();
    await expect(guest.getByText('Ana López')).toBeVisible();
  });

  test('who is signed in already joins as that person, or as somebody else', async ({
    signedInPage: owner,
    memberPage,
  }) => {
    const guest = await memberPage('Ben');
    const [first, second] = [await invitationLink(owner), await invitationLink(owner)];
    await guest.goto(first);
    await guest.getByRole('button', { name: 'Join as Ben' }).click();
    await guest.waitForURL(/\/datasets$/);
    await guest.goto(second);
    await guest.getByRole('button', { name: 'Join as somebody else' }).click();
    await guest.getByLabel('Your name').fill('Ben the second');
    await guest.getByRole('button', { name: 'Accept and sign in' }).click();
    await guest.waitForURL(/\/datasets$/);
    await openUsers(owner);
    await expect(owner.getByRole('button', { name: 'Manage Ben', exact: true })).toHaveCount(1);
    await expect(owner.getByRole('button', { name: 'Manage Ben the second' })).toHaveCount(1);
  });

  test('a link survives a reload of its page, and is dead once it was used', async ({
    signedInPage: owner,
    otherContext,
  }) => {
    const link = await invitationLink(owner);
    const page = await (await otherContext()).newPage();
    await page.goto(link);
    await page.getByLabel('Your name').waitFor();
    await page.reload();
    await acceptAs(page, page.url(), 'Cleo');
    const late = await (await otherContext()).newPage();
    await late.goto(link);
    await expect(late.getByRole('main').getByRole('alert')).toContainText('works once');
    await late.goto(late.url());
    await expect(late.getByRole('heading', { name: 'does not work any more' })).toBeVisible();
  });

  test('an invitation is sent again with a new link, and revoked', async ({
    signedInPage: owner,
    otherContext,
  }) => {
    const old = await invitationLink(owner);
    await openUsers(owner);
    const waiting = owner.getByRole('table', { name: 'Invitations that wait for an answer' });
    const last = waiting.getByRole('row').last();
    await last.getByRole('button', { name: /^Send the invitation/ }).click();
    const link = (await owner.getByRole('dialog').locator('code').textContent()) ?? '';
    await owner.getByRole('button', { name: 'Done' }).click();
    const page = await (await otherContext()).newPage();
    await page.goto(old);
    await expect(page.getByRole('heading', { name: 'does not work any more' })).toBeVisible();
    await page.goto(link);
    await expect(page.getByLabel('Your name')).toBeVisible();
    await last.getByRole('button', { name: /^Revoke the invitation/ }).click();
    await expect(owner.getByText('is revoked; its link is dead')).toBeVisible();
    await page.getByLabel('Your name').fill('Late');
    await page.getByRole('button', { name: 'Accept and sign in' }).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText(
      'was used, revoked, or has expired',
    );
  });
});

test('a role is changed, and seen at the next navigation', async ({ signedInPage: owner, memberPage }) => {
  const page = await memberPage('Dora');
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  const tabs = page.getByRole('navigation', { name: 'Settings' });
  await tabs.getByRole('link', { name: 'Users' }).click();
  await expect(page.getByText('Only Owners invite, change roles and remove.')).toBeVisible();
  await expect(row(page, 'Dora')).toContainText('you');
  await expect(page.getByRole('button', { name: /Manage|Invite/ })).toHaveCount(0);

  await openUsers(owner);
  await manage(owner, 'Dora', 'Owner');
  await expect(owner.getByText('Dora is an Owner now.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Invite…' })).toBeVisible();
  await manage(owner, 'Dora', 'User');
  await expect(owner.getByText('Dora is a User now.')).toBeVisible();
  await tabs.getByRole('link', { name: 'Authorization tokens' }).click();
  await expect(page.getByRole('heading', { name: 'Owners' })).toBeVisible();
  await tabs.getByRole('link', { name: 'Users' }).click();
  await expect(page.getByRole('button', { name: 'Invite…' })).toHaveCount(0);
});

test('the last Owner is told why nothing can be done, and steps down once there is another', async ({
  signedInPage: owner,
  memberPage,
  portal,
}) => {
  // In a workspace of its own, which others' tests do not count on.
  await newWorkspace(owner, 'For one Owner');
  await openUsers(owner);
  await owner.getByRole('button', { name: 'Manage Owner' }).click();
  await expect(owner.getByText('You are the last Owner.')).toBeVisible();
  await expect(owner.getByRole('menuitem', { name: /User|Remove|Leave/ })).toHaveCount(0);
  await owner.keyboard.press('Escape');
  await owner.goto(`${portal.url}/w/${workspaceOf(owner)}/settings/general`);
  await expect(owner.getByText('You are the last Owner.')).toBeVisible();
  await expect(owner.getByRole('button', { name: 'Leave the workspace…' })).toHaveCount(0);

  const other = await memberPage('Emil', 'Owner');
  await openUsers(owner);
  await manage(owner, 'Owner', 'User');
  const dialog = owner.getByRole('dialog');
  await expect(dialog).toContainText('Only another Owner can make you an Owner again');
  await dialog.getByRole('button', { name: 'Become a User' }).click();
  await expect(owner.getByText('You are a User now.')).toBeVisible();
  await expect(owner.getByRole('button', { name: 'Invite…' })).toHaveCount(0);
  await openUsers(other);
  await expect(row(other, 'Emil')).toContainText('the only one');
  await leave(owner);
});

test("a member's one-time sign-in link works in another browser, once", async ({
  signedInPage: owner,
  memberPage,
  otherContext,
}) => {
  await memberPage('Fay');
  await openUsers(owner);
  await manage(owner, 'Fay', 'Make a sign-in link…');
  const dialog = owner.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = (await dialog.locator('code').textContent()) ?? '';
  await dialog.getByRole('button', { name: 'Done' }).click();
  const page = await (await otherContext()).newPage();
  await page.goto(link);
  await page.waitForURL(/\/datasets$/);
  await expect(page.getByRole('button', { name: 'Account of Fay' })).toBeVisible();
  const late = await (await otherContext()).newPage();
  await late.goto(link);
  await expect(late.getByRole('main').getByRole('alert')).toContainText('npm run sign-in-link');
});

test.describe('a conflict', () => {
  test.use({ allowedConsoleErrors: /status of 409/ });

  test('a sign-in link that would lead into other workspaces is refused in a sentence', async ({
    signedInPage: owner,
    memberPage,
  }) => {
    const guest = await memberPage('Gus', 'Owner');
    await newWorkspace(guest, 'Of Gus alone');
    await openUsers(owner);
    await manage(owner, 'Gus', 'Make a sign-in link…');
    const dialog = owner.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    await expect(dialog.getByRole('alert')).toContainText('is a member of workspaces that are not yours');
  });
});

test.describe('where somebody is signed in', () => {
  test.use({ allowedConsoleErrors: /status of 409/ });

  test('a sign-in link for somebody else asks first: one stays, or goes on as the other', async ({
    memberPage,
    portal,
  }) => {
    const page = await memberPage('Mio');
    const link = await operatorLink(portal);
    const who = async () => {
      const answer = await page.request.get(`${portal.url}/api/v1/session`);
      return ((await answer.json()) as { user: { displayName: string } }).user.displayName;
    };
    await page.goto(link);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed in as Mio');
    await page.getByRole('button', { name: 'Stay Mio' }).click();
    await page.waitForURL(/\/datasets$/);
    expect(await who()).toBe('Mio');
    await page.goto(link);
    await page.getByRole('button', { name: 'Sign in by the link' }).click();
    await page.waitForURL(/\/datasets$/);
    expect(await who()).not.toBe('Mio');
  });
});
