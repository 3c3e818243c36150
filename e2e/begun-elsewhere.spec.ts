import { test } from './fixtures/fault-test.ts';
import { makeCsv } from './fixtures/files.ts';
import { holdBlocks } from './fixtures/hold-blocks.ts';
import { expect } from './fixtures/test.ts';
import { chooseFiles } from './fixtures/upload.ts';

test.use({ allowedConsoleErrors: /status of (404|409)/ });

test('an upload of another browser is seen, and can be given up: the room that it held is free again', async ({
  signedInPage: page,
  browser,
  baseURL,
  ownerState,
  owner,
  wire,
}, info) => {
  const source = info.outputPath('surges.csv');
  await makeCsv(source, 40_000_000);
  const storage = holdBlocks(wire, 2);
  await chooseFiles(page, source);
  await page.getByRole('dialog').getByRole('button', { name: 'Upload', exact: true }).click();
  await expect.poll(storage.seen).toBe(5);

  // Who sends it need not be told; who sends it knows.
  const heading = { name: 'Begun elsewhere' };
  const transfers = `/w/${owner.workspaceId}/transfers`;
  await page.getByRole('link', { name: 'Transfers', exact: true }).click();
  await expect(page.getByText('Nothing was uploaded or downloaded with this browser yet')).toBeVisible();
  await expect(page.getByRole('heading', heading)).toHaveCount(0);

  const context = await browser.newContext({ baseURL: baseURL ?? '', storageState: ownerState });
  const other = await context.newPage();
  await other.goto(transfers);
  const list = other.getByRole('list', { name: 'Uploads begun elsewhere' });
  await expect(list.getByRole('listitem')).toContainText(/surges.*MB.*surges\.csv · begun/);
  await list.getByRole('button', { name: 'Give up surges' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Give up', exact: true }).click();
  await expect(other.getByText('The upload of surges is given up.')).toBeVisible();
  await expect(other.getByRole('heading', heading)).toHaveCount(0);
  const params = { workspaceId: owner.workspaceId };
  expect((await owner.call('getUsage', { params })).reservedBytes).toBe(0);
  await context.close();

  // What storage did not answer is sent once more, and the confirm learns it.
  const tray = page.getByRole('region', { name: 'Transfers' });
  await tray.getByRole('button', { name: 'Pause surges.csv' }).click();
  storage.letGo();
  await tray.getByRole('button', { name: 'Go on with surges.csv' }).click();
  await expect(tray.getByText(/was cancelled and its bytes removed/)).toBeVisible();
});
