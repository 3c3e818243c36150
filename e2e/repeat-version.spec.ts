import { test } from './fixtures/fault-test.ts';
import { putDataset } from './fixtures/put-dataset.ts';
import { expect } from './fixtures/test.ts';

// Versions that are made of what is there: an earlier one becomes the newest, or the newest gets another type.

test('an earlier version becomes the newest, and the newest gets another type, without an upload', async ({
  signedInPage: page,
  owner,
  wire,
}) => {
  const text = (content: string) => new TextEncoder().encode(content);
  const csv = { fileName: 'drizzle.csv', contentType: 'text/csv', dataTypeId: 'GenericCSV' as const };
  const { id: datasetId } = await putDataset(owner, {
    ...csv,
    name: 'drizzle',
    content: text('first,2\n1,2\n'),
  });
  await putDataset(owner, { ...csv, datasetId, content: text('second,2\n3,4\n') });
  const passed = wire.plan();
  await page.goto(`/w/${owner.workspaceId}/datasets/${datasetId}?tab=versions`);
  await page.getByRole('button', { name: 'More actions on version 1' }).click();
  await page.getByRole('menuitem', { name: 'Make it the newest…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make version 3' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('row', { name: /^Version 3 newest/ })).toBeVisible();

  await page.getByRole('button', { name: 'More actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Change type…' }).click();
  await expect(dialog.getByRole('button', { name: 'Make version 4' })).toBeDisabled();
  await dialog.getByLabel('Data type').selectOption('GenericCSVNoHeader');
  await dialog.getByRole('button', { name: 'Make version 4' }).click();
  await expect(page.getByRole('row', { name: /^Version 4 newest GenericCSVNoHeader/ })).toBeVisible();
  expect(passed.seen('block')).toEqual([]);

  await page.getByRole('main').getByRole('link', { name: 'Data', exact: true }).click();
  await expect(page.getByRole('gridcell', { name: 'first', exact: true })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Activity', exact: true }).click();
  await expect(page.getByText('made version 4 from version 3, as GenericCSVNoHeader')).toBeVisible();
  await expect(page.getByText('made version 3 from version 1')).toBeVisible();
});

test.describe('beside others', () => {
  // The browser itself tells of the refusal.
  test.use({ allowedConsoleErrors: /status of 409/ });

  test('whose page is old takes nobody’s newer version back unawares', async ({
    signedInPage: page,
    owner,
  }) => {
    const text = (content: string) => new TextEncoder().encode(content);
    const csv = { fileName: 'sleet.csv', contentType: 'text/csv', dataTypeId: 'GenericCSV' as const };
    const { id: datasetId } = await putDataset(owner, { ...csv, name: 'sleet', content: text('mine\n1\n') });
    await page.goto(`/w/${owner.workspaceId}/datasets/${datasetId}`);
    await expect(page.getByRole('columnheader', { name: 'mine' })).toBeVisible();
    const changeType = async (label: string) => {
      await page.getByRole('button', { name: 'More actions', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Change type…' }).click();
      await page.getByLabel('Data type').selectOption('GenericCSVNoHeader');
      await page.getByRole('dialog').getByRole('button', { name: label }).click();
    };
    await putDataset(owner, { ...csv, datasetId, content: text('theirs\n2\n') });
    await changeType('Make version 2');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('Version 2 is the newest by now')).toBeVisible();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('columnheader', { name: 'theirs' })).toBeVisible();
    await changeType('Make version 3');
    await expect(page.getByRole('gridcell', { name: 'theirs', exact: true })).toBeVisible();
  });
});
