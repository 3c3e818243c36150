import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { expectNoSideways, seriousFindings } from './fixtures/a11y.ts';
import { ownerSession } from './fixtures/owner-session.ts';
import type { Portal } from './fixtures/portal.ts';
import { putDataset } from './fixtures/put-dataset.ts';
import { putFolder } from './fixtures/put-folder.ts';
import { expect, test } from './fixtures/test.ts';
import { anyToken } from './fixtures/tokens.ts';
import { openDataset } from './fixtures/upload.ts';

const generate = 'Generate data access code';

/** Makes a dataset outside the browser and goes to the list. */
async function listWith(
  page: Page,
  portal: Portal,
  name: string,
  dataTypeId: 'GenericCSV' | 'Parquet',
  content: Uint8Array = new TextEncoder().encode('a,b\n1,2\n'),
) {
  const session = await ownerSession(portal, { cookies: await page.context().cookies(portal.url) });
  await putDataset(session, { name, dataTypeId, fileName: 'data', content });
  await page.goto(`/w/${session.workspaceId}/datasets`);
  await page.getByRole('table').getByRole('link', { name, exact: true }).waitFor();
  return session;
}

/** Addresses of the reveals that the page asks for from now on. */
function revealsOf(page: Page): string[] {
  const reveals: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/reveal')) reveals.push(`${request.method()} ${request.postData()}`);
  });
  return reveals;
}

test('an Owner picks one dataset in the list and copies its code with the secondary token', async ({
  signedInPage: page,
  context,
  portal,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const name = "it's $HOME 😀";
  await listWith(page, portal, 'another', 'GenericCSV');
  const { workspaceId, call } = await listWith(page, portal, name, 'GenericCSV');
  const reveals = revealsOf(page);
  await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  await page
    .getByRole('toolbar', { name: 'Selected datasets' })
    .getByRole('button', { name: generate })
    .click();

  const dialog = page.getByRole('dialog', { name: `Data access code: ${name}` });
  await expect(dialog.getByRole('tab', { name: 'Python (azureml)' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(dialog.getByRole('status')).toContainText('protect it like a password');
  await expect(dialog.getByRole('link', { name: /Authorization tokens/ })).toHaveAttribute(
    'href',
    `/w/${workspaceId}/settings/tokens`,
  );
  const { token } = await call('revealToken', { params: { workspaceId, slot: 'secondary' }, body: {} });
  const code = await dialog.locator('pre').textContent();
  expect(code).toContain(`workspace_id='${workspaceId}'`);
  expect(code).toContain(`authorization_token='${token}'`);
  expect(code).toContain(`endpoint='${portal.url}'`);
  expect(code).toContain(String.raw`ws.datasets['it\'s $HOME 😀']`);
  expect(reveals).toEqual(['POST {"purpose":"access-code"}']);
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);

  for (const tab of ['pandas', 'polars', 'DuckDB', 'R', 'curl', 'azcopy', 'Node']) {
    await dialog.getByRole('tab', { name: tab, exact: true }).click();
    await expect(dialog.getByRole('tabpanel', { name: tab, exact: true })).toContainText('SLUICE_TOKEN');
    expect(await dialog.textContent()).not.toMatch(anyToken);
  }

  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await page.content()).not.toContain(token);
  expect(page.url()).not.toContain(token);
  expect(
    await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])),
  ).not.toContain(token);

  // One piece of code reads one dataset.
  await page.getByRole('checkbox', { name: 'Select another' }).check();
  await expect(page.getByText('2 selected')).toBeVisible();
  await expect(page.getByRole('button', { name: generate })).toHaveCount(0);
});

test('the tab of a dataset shows no token until it is asked for, and forgets it when it is left', async ({
  signedInPage: page,
  portal,
}) => {
  await listWith(page, portal, 'quiet', 'GenericCSV');
  await openDataset(page, 'quiet');
  const reveals = revealsOf(page);
  await page.getByRole('link', { name: 'Access code' }).click();
  await expect(page).toHaveURL(/\?tab=code$/);
  const section = page.getByRole('region', { name: 'Data access code' });
  await expect(section).toContainText("authorization_token='<authorization token>'");
  expect(await seriousFindings(page)).toEqual([]);
  await page.reload();
  await expect(section).toContainText("authorization_token='<authorization token>'");
  expect(reveals).toEqual([]);

  await section.getByRole('button', { name: 'Insert the secondary token' }).click();
  await expect(section).toContainText(anyToken);
  expect(reveals).toHaveLength(1);
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await page.getByRole('link', { name: 'Access code' }).click();
  await expect(section).toContainText('<authorization token>');
  await expect(section).not.toContainText(anyToken);
});

test('where azureml cannot read the type it says why, and the other tools go on', async ({
  signedInPage: page,
  portal,
}) => {
  await listWith(page, portal, 'columns', 'Parquet');
  await openDataset(page, 'columns');
  const reveals = revealsOf(page);
  await page.getByRole('button', { name: generate }).click();
  const dialog = page.getByRole('dialog');
  const azureml = dialog.getByRole('tab', { name: 'Python (azureml)' });
  await expect(azureml).toHaveAttribute('aria-disabled', 'true');
  await expect(azureml).toHaveAccessibleDescription(/cannot read Apache Parquet/);
  await expect(dialog.getByText(/cannot read Apache Parquet .* into a DataFrame/)).toBeVisible();
  await azureml.click({ force: true });
  await expect(dialog.getByRole('tab', { name: 'pandas' })).toHaveAttribute('aria-selected', 'true');
  await expect(dialog.locator('pre')).toContainText('pd.read_parquet(');

  // Arrow keys pass over it, and go round.
  await dialog.getByRole('tab', { name: 'pandas' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(dialog.getByRole('tab', { name: 'Node' })).toBeFocused();
  await expect(dialog.getByRole('tab', { name: 'Node' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('tab', { name: 'polars' })).toBeFocused();
  await page.keyboard.press('End');
  await expect(dialog.locator('pre')).toContainText('node:fs');
  expect(reveals).toEqual([]);
});

test('who is no Owner gets the code with the place left open, and whom to ask', async ({
  signedInPage: page,
  portal,
}) => {
  const { workspaceId, call } = await listWith(page, portal, 'shared', 'GenericCSV');
  // There is no second member yet: what the workspace says one may do is changed on the way.
  await page.route(`**/api/v1/workspaces/${workspaceId}`, async (route) => {
    const response = await route.fetch({ maxRetries: 3 });
    const workspace = await response.json();
    const can = workspace.can.filter((action: string) => action !== 'token.manage');
    await route.fulfill({ response, json: { ...workspace, role: 'User', can } });
  });
  const reveals = revealsOf(page);
  await page.reload();
  await openDataset(page, 'shared');
  await page.getByRole('button', { name: generate }).click();
  const dialog = page.getByRole('dialog');
  const { items } = await call('listOwners', { params: { workspaceId } });
  const owners = items.map(({ displayName }) => displayName).join(', ');
  await expect(dialog).toContainText(`To get one, ask an Owner of this workspace: ${owners}.`);
  await expect(dialog.locator('pre')).toContainText("authorization_token='<authorization token>'");
  await dialog.getByRole('tab', { name: 'curl' }).click();
  await expect(dialog).toContainText(`ask an Owner of this workspace: ${owners}.`);
  await expect(dialog.getByRole('button', { name: 'Insert the secondary token' })).toHaveCount(0);
  expect(reveals).toEqual([]);
});

test('a notebook is saved without a token, though the dialog shows one', async ({
  signedInPage: page,
  portal,
}, info) => {
  await listWith(page, portal, 'drawn', 'GenericCSV');
  await openDataset(page, 'drawn');
  await page.getByRole('button', { name: generate }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('pre')).toContainText(anyToken);
  const started = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Notebook' }).click();
  const file = await started;
  expect(file.suggestedFilename()).toBe('drawn.ipynb');
  await file.saveAs(info.outputPath('drawn.ipynb'));
  const text = await readFile(info.outputPath('drawn.ipynb'), 'utf8');
  expect(text).not.toMatch(anyToken);
  expect(JSON.parse(text)).toMatchObject({ nbformat: 4, nbformat_minor: 5 });
});

test('the code reads what the preview saw, by one read of it, and only once the code is wanted', async ({
  signedInPage: page,
  portal,
}) => {
  // Semicolons, in windows-1252.
  const content = new Uint8Array(Buffer.from('cit\u00e9;n\n\u00dcz\u00e8s;1\n', 'latin1'));
  const { workspaceId } = await listWith(page, portal, 'semicolons', 'GenericCSV', content);
  const keys: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/read-key')) keys.push(request.url());
  });
  await page.getByRole('checkbox', { name: 'Select semicolons' }).check();
  await page.getByRole('button', { name: generate }).hover();
  await page.waitForLoadState('networkidle');
  expect(keys).toEqual([]);
  await page.getByRole('button', { name: generate }).click();
  const dialog = page.getByRole('dialog');
  const asSeen = "sep=';', encoding='cp1252')";
  await expect(dialog.locator('pre')).toContainText(`pd.read_csv(BytesIO(ds.read_as_binary()), ${asSeen}`);
  await dialog.getByRole('tab', { name: 'pandas' }).click();
  await expect(dialog.locator('pre')).toContainText(asSeen);
  expect(keys).toHaveLength(1);

  await page.goto(`/w/${workspaceId}/datasets`);
  await openDataset(page, 'semicolons');
  await expect(page.getByText('Cells are parted by semicolons.')).toBeVisible();
  await page.getByRole('link', { name: 'Access code' }).click();
  const section = page.getByRole('region', { name: 'Data access code' });
  await expect(section.locator('pre')).toContainText(asSeen);
  await page.getByRole('button', { name: generate }).click();
  await expect(dialog.locator('pre')).toContainText(asSeen);
  expect(keys).toHaveLength(2);
});

test.describe('where the preview cannot be read', () => {
  test.use({ allowedConsoleErrors: /403.*read-key/ });

  test('the code is that of the type, once that is all there is to know, and says what it assumes', async ({
    signedInPage: page,
    portal,
  }) => {
    await listWith(page, portal, 'unread', 'GenericCSV', new TextEncoder().encode('a;b\n1;2\n'));
    let refused = 0;
    let held = Promise.resolve();
    await page.route('**/read-key', async (route) => {
      refused += 1;
      await held;
      return route.fulfill({ status: 403, json: {} });
    });
    await openDataset(page, 'unread');
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    const before = refused;
    let letGo = () => {};
    held = new Promise((resolve) => {
      letGo = resolve;
    });
    await page.getByRole('link', { name: 'Access code' }).click();
    const section = page.getByRole('region', { name: 'Data access code' });
    await section.getByRole('tab', { name: 'pandas' }).click();
    await expect.poll(() => refused).toBeGreaterThan(before);
    await expect(section).toContainText('How the file is written is being read.');
    await expect(section.locator('pre')).toHaveCount(0);
    for (const name of ['Copy', 'Notebook'])
      await expect(section.getByRole('button', { name, exact: true })).toBeDisabled();
    expect(await seriousFindings(page)).toEqual([]);
    await section.getByRole('tab', { name: 'curl' }).click();
    await expect(section.locator('pre')).toContainText('curl -fsSL');
    await expect(section.getByRole('button', { name: 'Copy', exact: true })).toBeEnabled();
    await section.getByRole('tab', { name: 'pandas' }).click();
    letGo();
    await expect(section.locator('pre')).toContainText('pd.read_csv(io.BytesIO(answer.content))');
    await expect(section).toContainText(
      'How the file is written could not be read; the code assumes commas and UTF-8.',
    );
    await expect(section.getByRole('button', { name: 'Notebook' })).toBeEnabled();
  });
});

test('of many files the code reads one, and says so', async ({ signedInPage: page, portal }) => {
  const session = await ownerSession(portal, { cookies: await page.context().cookies(portal.url) });
  const contents = ['north/one.csv', 'south/two.csv'].map((path): [string, Buffer] => [
    path,
    Buffer.from('a;b\n1;2\n'),
  ]);
  const { id } = await putFolder(session, 'many gauges', new Map(contents));
  await page.goto(`/w/${session.workspaceId}/datasets/${id}?tab=code`);
  const section = page.getByRole('region', { name: 'Data access code' });
  await expect(section.getByRole('tab', { name: 'Python (azureml)' })).toHaveAccessibleDescription(
    /reads datasets of one file, and these are many files that come as one zip/,
  );
  await expect(section).toContainText('These are many files; the code reads one of them, north/one.csv.');
  await expect(section.locator('pre')).toContainText('/content?path=north%2Fone.csv');
  await expect(section.locator('pre')).toContainText("sep=';'");
  await section.getByRole('tab', { name: 'curl' }).click();
  await expect(section).toContainText('Many files come as one zip; ?path= and the path of a file');
  expect(await section.textContent()).not.toMatch(/no reader|cannot read Zip/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`on a phone, ${colorScheme}`, () => {
    test.use({ viewport: { width: 390, height: 844 }, colorScheme });

    test('dialog and toolbar fit, and axe finds nothing serious', async ({ signedInPage: page, portal }) => {
      const name = `narrow ${colorScheme}`;
      await listWith(page, portal, name, 'GenericCSV');
      await page.getByRole('checkbox', { name: `Select ${name}` }).check();
      await expectNoSideways(page);
      await page.getByRole('button', { name: generate }).click();
      const dialog = page.getByRole('dialog');
      await expect(dialog.locator('pre')).toContainText(anyToken);
      expect(await seriousFindings(page)).toEqual([]);
      await expectNoSideways(page);
      const code = dialog.locator('pre');
      const scrolls = await code.evaluate((pre) => pre.scrollWidth > pre.clientWidth);
      expect(scrolls).toBe(true);
      await code.focus();
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => code.evaluate((pre) => pre.scrollLeft)).toBeGreaterThan(0);
    });
  });
}
