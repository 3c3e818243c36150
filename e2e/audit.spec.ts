import { readFile } from 'node:fs/promises';
import { expectNoSideways } from './fixtures/a11y.ts';
import { makeFile } from './fixtures/files.ts';
import { test } from './fixtures/members.ts';
import { expect } from './fixtures/test.ts';
import { uploadFile } from './fixtures/upload.ts';

test('an Owner finds a line, keeps the filters in the address, and takes them along as a file', async ({
  signedInPage: page,
}, info) => {
  await uploadFile(page, await makeFile(info.outputDir, 'audited tides.csv', 'a\n1\n'), 'audited tides');
  const unbroken = await makeFile(info.outputDir, `${'n'.repeat(200)}.csv`, 'a\n1\n');
  await uploadFile(page, unbroken, 'n'.repeat(200));
  const audit = page.url().replace(/\/datasets.*/, '/settings/audit');
  await page.goto(audit);
  const lines = page.getByRole('list', { name: 'Audit, newest first' }).getByRole('listitem');
  await expect(lines.filter({ hasText: 'signed in' }).first()).toContainText('from 127.0.0.1');
  await expectNoSideways(page);

  await page.getByRole('combobox', { name: 'What' }).selectOption('Datasets');
  await page.waitForURL(/\?what=dataset$/);
  await expect(lines.filter({ hasText: 'signed in' })).toHaveCount(0);
  const uploaded = lines.filter({ hasText: 'uploaded the dataset audited tides' });
  await uploaded.getByRole('button', { name: 'Details' }).click();
  await expect(uploaded).toContainText('dataset.create');
  await uploaded.getByRole('link', { name: 'Show only this thing' }).click();
  await page.waitForURL(/\?subject=[0-9a-f]{32}$/);
  await page.reload();
  await expect(lines).toHaveCount(1);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  const rows = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\r\n');
  expect(rows).toHaveLength(2);
  expect(rows[1]).toContain(',dataset.create,');

  await page.getByRole('button', { name: 'Show everything' }).click();
  await page.getByLabel('To', { exact: true }).fill('2020-01-31');
  await expect(page.getByText('Nothing matches these filters')).toBeVisible();
  await page.getByRole('link', { name: 'Clear the filters' }).click();
  await expect(lines.first()).toContainText('exported the audit as CSV');
  await uploaded.getByRole('link', { name: 'audited tides' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'audited tides' })).toBeVisible();
});

test('a User sees no tab, and by the address one clear sentence', async ({ signedInPage, memberPage }) => {
  const page = await memberPage('Una User');
  await page.goto(signedInPage.url().replace(/\/datasets.*/, '/settings/audit'));
  await expect(page.getByRole('heading', { name: 'The audit is for Owners' })).toBeVisible();
  const tabs = page.getByRole('navigation', { name: 'Settings' });
  await expect(tabs.getByRole('link', { name: 'Users' })).toBeVisible();
  await expect(tabs.getByRole('link', { name: 'Audit' })).toHaveCount(0);
});
