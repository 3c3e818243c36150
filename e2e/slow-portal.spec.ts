import type { Page } from 'playwright/test';
import { makeFile } from './fixtures/files.ts';
import { test } from './fixtures/members.ts';
import { expect } from './fixtures/test.ts';
import { uploadFile } from './fixtures/upload.ts';

// What a page shows until the portal has answered, and where the focus is afterwards.

/** The portal's answers to such calls wait until they are let go. */
async function holdCalls(page: Page, method: string, path: RegExp): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(path, async (route) => {
    if (route.request().method() === method) await held;
    await route.continue();
  });
  return letGo;
}

test('after a deletion the focus is on the page; Undo is busy until the dataset is back', async ({
  signedInPage: page,
}, info) => {
  await uploadFile(page, await makeFile(info.outputDir, 'slowly.csv', 'a\n1\n'), 'slowly');
  await page.getByRole('checkbox', { name: 'Select slowly' }).check();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByText(/slowly.? deleted\./)).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
  const letGo = await holdCalls(page, 'POST', /\/restore$/);
  const undo = page.getByRole('button', { name: 'Undo' });
  await undo.click();
  await expect(undo).toHaveAttribute('aria-busy', 'true');
  letGo();
  await expect(page.getByText(/slowly.? restored\./)).toBeVisible();
  await expect(undo).toHaveCount(0);
});

test('who gives a member another role sees that it is under way', async ({
  signedInPage: page,
  memberPage,
}) => {
  // The next test finds one Owner, as before.
  await memberPage('Rosa', 'Owner');
  await page.goto(`${page.url().replace(/\/datasets.*/, '')}/settings/users`);
  const letGo = await holdCalls(page, 'PATCH', /\/users\/[0-9a-f]{32}$/);
  const manage = page.getByRole('button', { name: 'Manage Rosa' });
  await manage.click();
  await page.getByRole('menuitem', { name: 'User', exact: true }).click();
  await expect(manage).toHaveAttribute('aria-busy', 'true');
  letGo();
  await expect(page.getByText('Rosa is a User now.')).toBeVisible();
  await expect(manage).not.toHaveAttribute('aria-busy', 'true');
});

test('a token that the browser may not copy is waited for all the same', async ({ signedInPage: page }) => {
  await page.goto(`${page.url().replace(/\/datasets.*/, '')}/settings/tokens`);
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  const letGo = await holdCalls(page, 'POST', /\/reveal$/);
  const copy = page.getByRole('button', { name: 'Copy the secondary token' });
  await copy.click();
  await expect(copy).toHaveAttribute('aria-busy', 'true');
  // Not for a moment alone.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  await expect(copy).toHaveAttribute('aria-busy', 'true');
  letGo();
  await expect(page.getByText('The browser refused to copy')).toBeVisible();
  await expect(copy).not.toHaveAttribute('aria-busy', 'true');
});

test('who signs out is told that it is under way', async ({ page, portal, ownerState, context }) => {
  await context.addCookies(ownerState.cookies);
  await page.goto(portal.url);
  await holdCalls(page, 'DELETE', /\/api\/v1\/session$/);
  await page
    .getByRole('banner')
    .getByRole('button', { name: /account/i })
    .click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByText('Signing out…')).toBeVisible();
});

test.describe('without a network', () => {
  test.use({ allowedConsoleErrors: /ERR_INTERNET_DISCONNECTED/ });

  test('what could not be asked is asked again once the network is back', async ({
    signedInPage: page,
    context,
  }) => {
    await page.getByRole('link', { name: /^Samples/ }).waitFor();
    await context.setOffline(true);
    await page.getByRole('link', { name: /^Samples/ }).click();
    await expect(page.getByText('The portal cannot be reached')).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByRole('link', { name: 'Airport Codes Dataset' })).toBeVisible();
  });
});

test.describe('while the portal is away', () => {
  test.use({ allowedConsoleErrors: /ERR_FAILED/ });

  test('a link that is followed waits for it, and the page with all it does stays', async ({
    signedInPage: page,
  }) => {
    await page.getByRole('link', { name: /^Samples/ }).waitFor();
    const before = page.url();
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));
    await page.route('**', (route) => route.abort());
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    await expect(
      page.getByText('The portal cannot be reached. What you open comes once it answers.'),
    ).toBeVisible();
    expect(page.url()).toBe(before);
    await page.unroute('**');
    await expect(page.getByRole('heading', { name: 'Storage in use' })).toBeVisible();
    await expect(page.getByText('What you open comes once it answers.')).toHaveCount(0);
    expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
  });
});

test('after a README is saved the focus is on the button that opens it again', async ({
  signedInPage: page,
}, info) => {
  await uploadFile(page, await makeFile(info.outputDir, 'told.csv', 'a\n1\n'), 'told');
  await page.getByRole('link', { name: 'Open told' }).click();
  await page.getByRole('link', { name: 'README' }).click();
  await page.getByRole('button', { name: 'Write a README' }).click();
  await page.getByRole('textbox', { name: 'README' }).fill('Read me.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('README saved.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Edit' })).toBeFocused();
});

test('an invitation that is revoked hands the focus on to the next, the last one to the page', async ({
  signedInPage: page,
}) => {
  await page.goto(`${page.url().replace(/\/datasets.*/, '')}/settings/users`);
  for (const email of ['ada@example.org', 'bea@example.org']) {
    await page.getByRole('button', { name: 'Invite…' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(email);
    await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();
  }
  const revoke = page.getByRole('button', { name: /^Revoke the invitation of/ });
  await expect(revoke).toHaveCount(2);
  await revoke.first().focus();
  await page.keyboard.press('Enter');
  await expect(revoke).toHaveCount(1);
  await expect(revoke).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(revoke).toHaveCount(0);
  await expect(page.getByRole('main')).toBeFocused();
});
