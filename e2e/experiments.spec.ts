import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import { expectNoSideways, looks, seriousFindings } from './fixtures/a11y.ts';
import { type ApiSession, sessionAt } from './fixtures/api.ts';
import { sha256Of } from './fixtures/files.ts';
import { publishOutput, publishRun } from './fixtures/publish-run.ts';
import { putDataset } from './fixtures/put-dataset.ts';
import { run, runPython, snippetPython } from './fixtures/run-snippets.ts';
import { expect, test } from './fixtures/test.ts';
import { download } from './fixtures/upload.ts';

const csv = new TextEncoder().encode('age,income\n39,<=50K\n50,>50K\n');
const convert = { nodeId: 'Convert to CSV', portName: 'Results dataset', dataTypeId: 'GenericCSV' } as const;
const table = { ...convert, fileName: 'census.csv', content: csv };
const split = {
  nodeId: 'Split',
  portName: 'Results dataset1',
  dataTypeId: 'Dataset',
  fileName: 'split.dataset',
  content: new Uint8Array([0, 1, 2, 255]),
} as const;

let session: ApiSession;
let token: string;

test.beforeAll(async ({ portal, ownerState }) => {
  const cookie = ownerState.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const signedIn = sessionAt(portal, cookie);
  const { workspaces } = await signedIn.call('getSession', {});
  session = { ...signedIn, workspaceId: workspaces[0]?.id ?? '' };
  const params = { workspaceId: session.workspaceId, slot: 'secondary' } as const;
  token = (await session.call('revealToken', { params, body: { purpose: 'access-code' } })).token;
});

const listAddress = () => `/w/${session.workspaceId}/experiments`;
const codeOn = (page: Page) => page.getByRole('main').locator('pre.code-block');

test('the program of the empty page publishes an experiment; that of an experiment a further run', async ({
  signedInPage: page,
}, info) => {
  test.setTimeout(300_000);
  await page.goto(listAddress());
  await expect(page.getByRole('heading', { name: 'No experiments yet' })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  const python = await snippetPython();
  const how = { folder: info.outputDir, token };
  await mkdir(info.outputDir, { recursive: true });
  await run(python, ['-c', (await codeOn(page).textContent()) ?? ''], how);
  await page.reload();
  const row = page.getByRole('row').filter({ hasText: 'My experiment' });
  await expect(row).toContainText('finished');
  await row.getByRole('link', { name: 'My experiment' }).click();
  await page.getByRole('link', { name: 'Open train · History' }).click();
  await expect(page.getByRole('gridcell', { name: '0.61', exact: true })).toBeVisible();

  const { call, workspaceId } = session;
  const bare = await call('createExperiment', { params: { workspaceId }, body: { name: `it's "new" $(x)` } });
  await page.goto(`${listAddress()}/${bare.id}`);
  await expect(page.getByRole('heading', { name: 'No runs yet' })).toBeVisible();
  await run(python, ['-c', (await codeOn(page).textContent()) ?? ''], how);
  await page.reload();
  await expect(page.getByRole('region', { name: 'Run 1' })).toContainText('History');
});

test.describe('an output', () => {
  test.use({ allowedConsoleErrors: /status of 409/ });

  test('is previewed at an address of its own, downloaded as it is, and saved as a dataset', async ({
    signedInPage: page,
  }, info) => {
    const { experimentId, outputs } = await publishRun(session, 'Census / 1994', [table]);
    await page.goto(listAddress());
    await page.getByRole('link', { name: 'Census / 1994' }).click();
    await page.getByRole('link', { name: 'Open Convert to CSV · Results dataset' }).click();
    await expect(page).toHaveURL(`${listAddress()}/${experimentId}?output=${outputs[0]?.id}`);
    await page.reload();
    await expect(page.getByRole('gridcell', { name: '<=50K' })).toBeVisible();

    const path = join(info.outputDir, 'downloaded.csv');
    const wanted = createHash('sha256').update(csv).digest('hex');
    expect(await download(page, path)).toBe('census.csv');
    expect(await sha256Of(path)).toBe(wanted);

    const proposed = 'Census - 1994 - Convert to CSV';
    await putDataset(session, { ...namedCsv(proposed), content: csv });
    await page.getByRole('button', { name: 'Save as dataset…' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel('Name of the dataset')).toHaveValue(proposed);
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: `Use “${proposed} (2)”` }).click();
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByRole('link', { name: 'Open the dataset' }).click();
    await expect(page.getByRole('heading', { level: 1, name: `${proposed} (2)` })).toBeVisible();
    await expect(page.getByRole('gridcell', { name: '<=50K' })).toBeVisible();
    expect(await download(page, path)).toBe('census.csv');
    expect(await sha256Of(path)).toBe(wanted);
  });
});

function namedCsv(name: string) {
  return { name, dataTypeId: 'GenericCSV', fileName: 'a.csv' } as const;
}

test('the access code of an output reads it with the azureml client', async ({
  signedInPage: page,
}, info) => {
  test.setTimeout(300_000);
  const python = await snippetPython();
  const { experimentId, outputs } = await publishRun(session, 'Read by code', [table]);
  await page.goto(`${listAddress()}/${experimentId}?output=${outputs[0]?.id}`);
  await page.getByRole('button', { name: 'Generate data access code' }).click();
  const code = page.getByRole('dialog').locator('pre');
  await expect(code).toContainText(`${session.workspaceId}.f-id.${experimentId}`);
  await expect(code).toContainText(token);
  expect(await seriousFindings(page)).toEqual([]);
  await mkdir(info.outputDir, { recursive: true });
  const piece = { label: 'azureml', code: (await code.textContent()) ?? '' };
  const [read] = await runPython(python, [piece], { folder: info.outputDir, token });
  expect(read?.error).toBeUndefined();
  expect(read?.table).toEqual([
    [39, '<=50K'],
    [50, '>50K'],
  ]);
});

test('an output in the internal format says why it has neither preview nor access code', async ({
  signedInPage: page,
}) => {
  const { experimentId } = await publishRun(session, 'Split only', [split]);
  await page.goto(`${listAddress()}/${experimentId}`);
  await page.getByRole('link', { name: 'Open Split · Results dataset1' }).click();
  const viewer = page.getByRole('region', { name: 'Split · Results dataset1' });
  await expect(viewer).toContainText('Use a conversion module, such as Convert to CSV');
  await expect(viewer.getByRole('button', { name: 'Download' })).toBeVisible();
  await expect(viewer.getByRole('button', { name: /access code/ })).toHaveCount(0);
  await expect(viewer.getByRole('grid')).toHaveCount(0);
});

test('what a running script publishes comes in by itself, and how it ended', async ({
  signedInPage: page,
}) => {
  const { call, workspaceId } = session;
  const params = { workspaceId };
  const { id: experimentId } = await call('createExperiment', { params, body: { name: 'Still running' } });
  const { n } = await call('startRun', { params: { workspaceId, experimentId } });
  await page.goto(`${listAddress()}/${experimentId}`);
  const region = page.getByRole('region', { name: `Run ${n}` });
  await expect(region).toContainText('Nothing is published yet.');
  await publishOutput(session, { experimentId, run: n }, table);
  await expect(region.getByRole('link', { name: /Convert to CSV/ })).toBeVisible({ timeout: 60_000 });
  const body = { status: 'failed', detail: 'ValueError: "n/a" is no number' } as const;
  await call('finishRun', { params: { workspaceId, experimentId, run: n }, body });
  await expect(region).toContainText('failed', { timeout: 60_000 });
  await expect(region).toContainText('ValueError: "n/a" is no number');
});

test('an experiment is renamed, described, deleted, and comes back by Undo and from the deleted ones', async ({
  signedInPage: page,
}) => {
  const { experimentId } = await publishRun(session, 'Draft', [table]);
  await page.goto(`${listAddress()}/${experimentId}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Rename…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(' ');
  await expect(dialog).toContainText('The name is empty');
  await dialog.getByLabel('Name').fill('Final');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Final' })).toBeVisible();

  await page.getByRole('button', { name: 'Write one' }).click();
  await page.getByRole('textbox', { name: 'description' }).fill('Split **by age**. <b onclick="x">raw</b>');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.reload();
  await expect(page.getByRole('article').locator('strong')).toHaveText('by age');
  await expect(page.getByRole('article')).toContainText('<b onclick="x">raw</b>');

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page).toHaveURL(listAddress());
  const link = page.getByRole('table').getByRole('link', { name: 'Final', exact: true });
  await expect(page.getByRole('table').getByRole('link').first()).toBeVisible();
  await expect(link).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(link).toBeVisible();

  await page.getByRole('checkbox', { name: 'Select Final' }).check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Delete' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(link).toHaveCount(0);
  await page.getByLabel('Which of them').selectOption('deleted');
  await expect(page).toHaveURL(/state=deleted/);
  await link.click();
  await expect(page.getByRole('status')).toContainText('This experiment is deleted');
  await expect(page.getByRole('button', { name: /^Download/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByRole('button', { name: 'Download Convert to CSV · Results dataset' })).toBeVisible();
});

test('the sample experiment shows its outputs, and offers nothing that would change it', async ({
  signedInPage: page,
}) => {
  await page.goto(`${listAddress()}?tab=samples`);
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/sample-experiments\/[0-9a-f]{32}$/);
  await page
    .getByRole('link', { name: /^Open Split/ })
    .first()
    .click();
  await expect(page.getByText('Use a conversion module, such as Convert to CSV')).toBeVisible();
  await page.getByRole('link', { name: /^Open Convert to CSV/ }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  await expect(page.getByText(`${samplesWorkspaceId}.f-id.`)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Generate data access code' })).toBeVisible();
  for (const name of [/Save as dataset/, /More actions/, /^Edit$/, /^Write one$/, /^Restore$/])
    await expect(page.getByRole('button', { name })).toHaveCount(0);
});

test('experiments are found, opened and looked into by keyboard alone', async ({ signedInPage: page }) => {
  await publishRun(session, 'keys one', [table]);
  await publishRun(session, 'keys two', [table]);
  await page.goto(listAddress());
  await page.getByRole('searchbox', { name: 'Filter by name' }).focus();
  await page.keyboard.type('keys');
  await page.waitForURL(({ searchParams }) => searchParams.get('q') === 'keys');
  await expect(page.getByRole('table').getByRole('link')).toHaveText(['keys two', 'keys one']);
  await page.getByRole('searchbox', { name: 'Filter by name' }).blur();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByRole('toolbar')).toContainText('1 selected');
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: 'keys one' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'keys one' })).toBeVisible();
  await page.getByRole('link', { name: /^Open Convert/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('gridcell', { name: '<=50K' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Open Convert/ })).toBeFocused();
  await page.getByRole('link', { name: /^Close Convert/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid')).toHaveCount(0);
});

for (const { colorScheme, viewport } of looks) {
  test.describe(`${colorScheme}, ${viewport.width} wide`, () => {
    test.use({ colorScheme, viewport, allowedConsoleErrors: /status of 404/ });

    test('axe finds nothing serious about experiments, and nothing sticks out', async ({
      signedInPage: page,
    }) => {
      test.setTimeout(120_000);
      const name = `looks ${viewport.width} ${colorScheme} ${'long-name'.repeat(12)}`;
      const { experimentId, outputs } = await publishRun(session, name, [split, table]);
      const at = `/${experimentId}`;
      const main = page.getByRole('main');
      const views: [string, () => Promise<unknown>][] = [
        ['', () => main.getByRole('link', { name }).waitFor()],
        ['?tab=samples', () => main.getByRole('table').getByRole('link').first().waitFor()],
        ['?q=nothing-like-this', () => page.getByText('No experiment has this in its name').waitFor()],
        ['?state=deleted', () => page.getByText('Deleted experiments stay here').waitFor()],
        [at, () => page.getByRole('link', { name: /^Open Split/ }).waitFor()],
        [`${at}?output=${outputs[0]?.id}`, () => page.getByText('Use a conversion module').waitFor()],
        [`${at}?output=${outputs[1]?.id}`, () => page.getByRole('gridcell').first().waitFor()],
        [`${at}?output=${'0'.repeat(32)}`, () => page.getByText('has no such output').waitFor()],
        [`/${'0'.repeat(32)}`, () => page.getByText('This experiment does not exist').waitFor()],
      ];
      for (const [address, ready] of views) {
        await page.goto(listAddress() + address);
        await ready();
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        expect(await seriousFindings(page), address).toEqual([]);
        await expectNoSideways(page);
      }
    });
  });
}
