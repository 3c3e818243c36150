import type { Locator } from 'playwright/test';
import { expectNoSideways, expectTablesFit } from './fixtures/a11y.ts';
import { ownerSession } from './fixtures/owner-session.ts';
import { publishRun } from './fixtures/publish-run.ts';
import { putFolder } from './fixtures/put-folder.ts';
import { expect, test } from './fixtures/test.ts';

function filesOf(count: number): Map<string, Buffer> {
  const paths = Array.from({ length: count }, (_, n) => `file ${n}.csv`);
  return new Map(paths.map((path) => [path, Buffer.from(`x\n${path}\n`)]));
}

test('on a phone what stands in for a page fits, until its data come', async ({ signedInPage: page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const workspace = page.url().replace(/\/datasets.*/, '');
  // Never answered.
  await page.route(/\/api\/v1\/workspaces\/[0-9a-f]+\/(datasets\/|experiments\/|tokens)/, () => {});
  for (const place of [`/datasets/${'0'.repeat(32)}`, `/experiments/${'0'.repeat(32)}`, '/settings/tokens']) {
    await page.goto(workspace + place);
    await page.getByRole('main').locator('[aria-busy="true"]').first().waitFor();
    await expectNoSideways(page);
  }
});

test('a long name has the width of the page above it, and room beside its number of files on a phone', async ({
  signedInPage: page,
  portal,
  ownerState,
}) => {
  const session = await ownerSession(portal, ownerState);
  const name = `Daily totals of all gauges ${'of the northern catchment and its lakes '.repeat(4)}`.trim();
  const { id } = await putFolder(session, name, filesOf(2));
  const widthOf = async (what: Locator) => (await what.boundingBox())?.width ?? 0;
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`/w/${session.workspaceId}/datasets/${id}`);
  const heading = page.getByRole('heading', { level: 1, name });
  await heading.waitFor();
  expect(await widthOf(heading)).toBeGreaterThan(900);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/w/${session.workspaceId}/datasets?q=Daily+totals`);
  const link = page.getByRole('link', { name });
  await link.waitFor();
  expect(await widthOf(link)).toBeGreaterThan(90);
  await page.goto(`/w/${session.workspaceId}/datasets/${id}?tab=activity`);
  await expect(page.getByRole('link', { name: 'Activity', exact: true })).toBeInViewport({ ratio: 1 });
});

test('a share page of many files is as long as what it shows, and is printed dark on white', async ({
  signedInPage: page,
  portal,
  ownerState,
}) => {
  const session = await ownerSession(portal, ownerState);
  const { id: datasetId } = await putFolder(session, 'sixty files', filesOf(60));
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const params = { workspaceId: session.workspaceId };
  const { url } = await session.call('createShare', { params, body: { datasetId, n: null, expiresAt } });
  await page.goto(url);
  await page.getByRole('button', { name: 'Look at file 59.csv' }).waitFor();
  await page.getByRole('heading', { name: 'From a script' }).waitFor();
  const [whole, content] = await page.evaluate(() => [
    document.documentElement.scrollHeight,
    document.body.scrollHeight,
  ]);
  expect(whole).toBe(content);
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('body')).toHaveCSS('color', 'rgb(28, 29, 26)');
  await expect(page.getByRole('button')).toHaveCount(0);
});

test('names of datasets keep room at every width of the window', async ({ signedInPage: page }) => {
  const home = page.url().replace(/\?.*/, '');
  await page.goto(`${home}?tab=samples`);
  const name = page.getByRole('columnheader', { name: 'Name' });
  // Between those are the widths from which another column is there.
  for (const width of [390, 768, 936, 1024, 1032, 1160, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(page.getByRole('link', { name: 'Airport Codes Dataset' })).toBeVisible();
    const box = await name.boundingBox();
    expect(box?.width, `${width} wide`).toBeGreaterThan(width < 700 ? 120 : 220);
  }
});

test('outputs of a run are downloaded without scrolling to the side', async ({
  signedInPage: page,
  portal,
  ownerState,
}) => {
  const session = await ownerSession(portal, ownerState);
  const output = { portName: 'Results dataset', dataTypeId: 'GenericCSV', fileName: 'scores.csv' } as const;
  const outputs = ['score', 'evaluate'].map((nodeId) => ({
    ...output,
    nodeId,
    content: Buffer.from('a\n1\n'),
  }));
  const { experimentId } = await publishRun(session, 'Levels of the northern lakes', outputs);
  await page.goto(`/w/${session.workspaceId}/experiments/${experimentId}`);
  for (const width of [390, 768, 1024, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    await expect(page.getByRole('button', { name: /^Download/ })).toHaveCount(2);
    await expectTablesFit(page);
  }
});

test('on a phone a checkbox in a list can be hit beside its mark', async ({ signedInPage: page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${page.url().replace(/\?.*/, '')}?tab=samples`);
  const box = page.getByRole('checkbox', { name: 'Select Airport Codes Dataset' });
  const { x = 0, y = 0, height = 0 } = (await box.boundingBox()) ?? {};
  await page.mouse.click(x - 8, y + height + 8);
  await expect(box).toBeChecked();
});
