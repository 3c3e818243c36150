import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright/test';
import { makeCsv, makeFile, sha256Of } from './fixtures/files.ts';
import { ownerSession } from './fixtures/owner-session.ts';
import { putDataset } from './fixtures/put-dataset.ts';
import { type Piece, run, runPython, snippetPython } from './fixtures/run-snippets.ts';
import { expect, test } from './fixtures/test.ts';
import { openDataset, uploadFile } from './fixtures/upload.ts';

// A member shares a dataset by a link; somebody without an account opens it, looks, downloads; the member takes it back.

interface Wishes {
  password?: boolean;
  limit?: string;
  membersOnly?: boolean;
  note?: string;
}

/** Makes a link on the dataset's page, which is open, by the dialog. */
async function shareBy(page: Page, { password = false, limit, membersOnly = false, note }: Wishes) {
  await page.getByRole('button', { name: 'Share…' }).click();
  const dialog = page.getByRole('dialog');
  if (membersOnly) await dialog.getByLabel('Who may open it').selectOption('members');
  if (password) await dialog.getByLabel('Ask for a password').check();
  if (limit) {
    await dialog.getByLabel('Downloads at most').fill(limit);
    await expect(
      dialog.getByText('A limit switches previews off: they read the file, uncounted.'),
    ).toBeVisible();
  }
  if (note) await dialog.getByLabel('Note').fill(note);
  const chosen = password ? await dialog.getByLabel('Password', { exact: true }).inputValue() : '';
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = await dialog.getByText(/\/s\/sl_\w+$/).textContent();
  await dialog.getByRole('button', { name: 'Done' }).click();
  return { link: link ?? '', password: chosen };
}

/** A page of somebody who never was here. */
async function stranger(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ acceptDownloads: true, ...options });
  return context.newPage();
}

async function saved(page: Page, path: string): Promise<string> {
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Download/ }).click();
  await (await started).saveAs(path);
  return sha256Of(path);
}

test('a stranger with the password looks and downloads; a link that is revoked gives nothing more', async ({
  signedInPage: page,
  browser,
}, info) => {
  const source = info.outputPath('estuary levels.csv');
  await makeCsv(source, 3_000_000);
  await uploadFile(page, source, 'estuary levels');
  await openDataset(page, 'estuary levels');
  const { link, password } = await shareBy(page, { password: true, note: 'for the harbour' });

  const guest = await stranger(browser);
  const answer = await guest.goto(link);
  const { 'x-robots-tag': robots, 'referrer-policy': referrer } = answer?.headers() ?? {};
  expect(robots).toContain('noindex');
  expect(referrer).toBe('no-referrer');
  await expect(guest.getByRole('heading', { name: 'This link has a password, or is closed' })).toBeVisible();
  await expect(guest.getByText('estuary')).toHaveCount(0);
  await guest.getByLabel('Password').fill('wrong-password');
  await guest.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(guest.getByLabel('Password')).toHaveAttribute('type', 'text');
  await guest.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(guest.getByText('It does not open with this.')).toBeVisible();
  await guest.getByLabel('Password').fill(password);
  await guest.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(guest.getByRole('heading', { level: 1, name: 'estuary levels' })).toBeVisible();
  await expect(guest.getByText(/^Shared by Owner · open until/)).toBeVisible();
  await expect(guest.getByRole('grid').getByText('gauge-919', { exact: true })).toBeVisible();
  await expect(guest.getByRole('heading', { name: 'From a script' })).toBeVisible();
  expect(await saved(guest, info.outputPath('saved.csv'))).toBe(await sha256Of(source));

  // The same by a script, with the password as Basic authentication.
  const url = `${link}/download`;
  const curl = (given: string) =>
    promisify(execFile)('curl', [
      '-sSL',
      '-o',
      info.outputPath('curl.csv'),
      '-w',
      '%{http_code}',
      '-u',
      given,
      url,
    ]);
  expect((await curl(`anyone:${password}`)).stdout).toBe('200');
  expect(await sha256Of(info.outputPath('curl.csv'))).toBe(await sha256Of(source));
  expect((await curl('anyone:wrong-password')).stdout).toBe('401');

  await page.getByRole('link', { name: 'Shares', exact: true }).first().click();
  await page.getByRole('button', { name: /^Manage the link to estuary levels/ }).click();
  await page.getByRole('menuitem', { name: 'Access log…' }).click();
  const log = page.getByRole('dialog');
  await expect(log.getByRole('row').filter({ hasText: 'curl' })).toHaveCount(1);
  const exporting = page.waitForEvent('download');
  await log.getByRole('link', { name: 'Export CSV' }).click();
  const rows = (await readFile(await (await exporting).path(), 'utf8')).trim().split('\r\n');
  expect(rows[0]).toBe('at,address,agent,what,path');
  // Opened once, looked at, downloaded by the page and by curl; of the address a network is kept.
  expect(rows.filter((row) => row.includes(',download,'))).toHaveLength(2);
  expect(rows.slice(1).every((row) => /,127\.0\.0\.0\/24,|,::\/48,/.test(row))).toBe(true);
  await log.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('button', { name: /^Manage the link to estuary levels/ }).click();
  await page.getByRole('menuitem', { name: 'Revoke…' }).click();
  await page.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(
    page.getByRole('row', { name: /for the harbour/ }).getByRole('cell', { name: 'revoked' }),
  ).toBeVisible();
  await guest.getByRole('button', { name: /^Download/ }).click();
  await expect(guest.getByText(/This link has closed since you opened it/).first()).toBeVisible();
  await expect(guest.getByRole('button', { name: /^Download/ })).toHaveCount(0);
  await guest.reload();
  await expect(guest.getByRole('heading', { name: 'This link has a password, or is closed' })).toBeVisible();
  expect((await curl(`anyone:${password}`)).stdout).toBe('401');
  await guest.context().close();
});

test('the page has README, facts and Croissant, and its code reads over the link by the password of the environment', async ({
  signedInPage: page,
  browser,
  portal,
  ownerState,
}, info) => {
  // The environment of Python may have to be made first.
  test.setTimeout(600_000);
  const content = 'pier;depth\n1;2.5\n3;4.5\n';
  const session = await ownerSession(portal, ownerState);
  const { id } = await putDataset(session, {
    ...{
      name: 'piers',
      description: '# Depths of the piers',
      dataTypeId: 'GenericCSV',
      fileName: 'piers.csv',
    },
    content: new TextEncoder().encode(content),
  });
  await page.goto(`/w/${session.workspaceId}/datasets/${id}`);
  const { link, password } = await shareBy(page, { password: true });
  const guest = await stranger(browser, { httpCredentials: { username: 'any', password } });
  await guest.goto(link);
  await guest.getByLabel('Password').fill(password);
  await guest.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(guest.getByRole('heading', { name: 'Depths of the piers' })).toBeVisible();
  await expect(guest.getByText(`${content.length} B`, { exact: true })).toBeVisible();
  const shown = guest.getByRole('region', { name: 'From a script' });
  const codeOf = async (tab: string) => {
    await shown.getByRole('tab', { name: tab, exact: true }).click();
    return (await shown.locator('pre').textContent()) ?? '';
  };

  const how = { folder: info.outputPath('script'), password };
  await mkdir(how.folder);
  await run('bash', ['-c', await codeOf('curl')], how);
  expect(await readFile(join(how.folder, 'piers.csv'), 'utf8')).toBe(content);
  const { stdout: head } = await promisify(execFile)('curl', [
    ...['-sSI', '-u', `any:${password}`, `${link}/download`],
  ]);
  expect(head).toMatch(/^HTTP\/1\.1 200 /);
  expect(head).toMatch(/^content-disposition: attachment; filename=piers.csv\r$/im);

  await guest.getByRole('link', { name: 'Croissant' }).click();
  const croissant = JSON.parse((await guest.locator('body').textContent()) ?? '');
  expect(croissant).toMatchObject({ '@type': 'sc:Dataset', name: 'piers' });
  await guest.goBack();
  await guest.getByLabel('Password').fill(password);
  await guest.getByRole('button', { name: 'Open', exact: true }).click();

  const pieces: Piece[] = [];
  await expect(shown.locator('pre')).toContainText("sep=';'");
  for (const label of ['pandas', 'polars', 'DuckDB']) pieces.push({ label, code: await codeOf(label) });
  await guest.context().close();
  for (const { code } of pieces) expect(code).not.toContain(password);
  const read = await runPython(await snippetPython(), pieces, how);
  const table = [
    [1, 2.5],
    [3, 4.5],
  ];
  expect(read).toEqual(pieces.map(({ label }) => ({ label, table, columns: ['pier', 'depth'] })));
});

test('a limit ends with its last download; a link for members opens for members', async ({
  signedInPage: page,
  browser,
}, info) => {
  await uploadFile(page, await makeFile(info.outputDir, 'quay.csv', 'a;b\n1;2\n'), 'quay');
  await openDataset(page, 'quay');
  const limited = await shareBy(page, { limit: '1', note: 'once' });
  const inner = await shareBy(page, { membersOnly: true, note: 'inner' });

  const guest = await stranger(browser);
  const keys: string[] = [];
  guest.on('request', (request) => {
    if (request.url().endsWith('/read-key')) keys.push(request.url());
  });
  await guest.goto(limited.link);
  await expect(guest.getByText('1 download left')).toBeVisible();
  const digest = createHash('sha256').update('a;b\n1;2\n').digest('hex');
  // A limited link has no preview, and nothing is read for its code either.
  const script = guest.getByRole('region', { name: 'From a script' });
  await expect(script.locator('pre')).toContainText('pd.read_csv(io.BytesIO(answer.content))');
  await expect(script).toContainText(
    'This link shows no preview, so how the file is written is not known; the code assumes commas and UTF-8.',
  );
  await guest.waitForLoadState('networkidle');
  expect(keys).toEqual([]);
  expect(await saved(guest, info.outputPath('quay-saved.csv'))).toBe(digest);
  await expect(guest.getByText('all downloads are used')).toBeVisible();
  // Code that would be refused is not offered either.
  await expect(script).toHaveCount(0);
  await expect(guest.getByRole('link', { name: 'Get access code' })).toHaveCount(0);
  await guest.reload();
  await expect(guest.getByRole('heading', { name: 'This link has a password, or is closed' })).toBeVisible();
  await guest.goto(inner.link);
  await expect(guest.getByRole('heading', { name: 'This link has a password, or is closed' })).toBeVisible();
  await guest.context().close();

  const ledger = page.url().replace(/\/datasets.*/, '/shares');
  await page.goto(inner.link);
  await expect(page.getByRole('heading', { level: 1, name: 'quay' })).toBeVisible();
  await page.goto(ledger);
  const once = page.getByRole('row', { name: /once/ });
  await expect(once.getByRole('cell', { name: 'used up' })).toBeVisible();
  const manage = async (what: string) => {
    await page.getByRole('button', { name: 'Manage the link to quay, once' }).click();
    await page.getByRole('menuitem', { name: what }).click();
    return page.getByRole('dialog');
  };
  const edit = await manage('Extend or change…');
  await edit.getByLabel('Downloads at most').fill('5');
  await edit.getByRole('button', { name: 'Extend…' }).click();
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(once.getByRole('cell', { name: 'open', exact: true })).toBeVisible();
  const shown = await manage('Show and copy the link…');
  await expect(shown.getByText(limited.link)).toBeVisible();
  await page.keyboard.press('Escape');
  for (const note of ['once', 'inner'])
    await page.getByRole('checkbox', { name: `Select the link to quay, ${note}` }).check();
  await page.getByRole('button', { name: 'Revoke 2 links…' }).click();
  await page.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(page.getByRole('row', { name: /inner/ }).getByRole('cell', { name: 'revoked' })).toBeVisible();
  await expect(page.getByRole('row', { name: /once/ }).getByRole('cell', { name: 'revoked' })).toBeVisible();
});
