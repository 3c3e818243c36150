import { makeFile } from './fixtures/files.ts';
import { test } from './fixtures/members.ts';
import { expect } from './fixtures/test.ts';
import { uploadFile } from './fixtures/upload.ts';

// What a page shows until the portal has answered, and where the focus is afterwards.

test('after a deletion the focus is on the page', async ({ signedInPage: page }, info) => {
  await uploadFile(page, await makeFile(info.outputDir, 'slowly.csv', 'a\n1\n'), 'slowly');
  await page.getByRole('checkbox', { name: 'Select slowly' }).check();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByText(/slowly.? deleted\./)).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
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
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('link', { name: 'Users', exact: true }).click();
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
