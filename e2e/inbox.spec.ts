import type { ApiSession } from './fixtures/api.ts';
import { storedSha256, test } from './fixtures/fault-test.ts';
import { putDataset } from './fixtures/put-dataset.ts';
import { expect } from './fixtures/test.ts';

// What arrived by links to receive data, and what a member does with it.

// The browser itself tells of each name that is taken, and of what others settled.
test.use({ allowedConsoleErrors: /status of (404|409)/ });

const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString();

/** Sends files by a fresh link, as who has no account. */
async function receive({ call, workspaceId }: ApiSession, title: string, files: Record<string, string>) {
  const { url } = await call('createDataRequest', {
    params: { workspaceId },
    body: { title, expiresAt: inDays(3), maxBytesPerFile: 1000, maxFiles: 100 },
  });
  const code = url.split('/').at(-1) ?? '';
  const { ticket } = await call('openDataRequest', { body: { code } });
  const by = { code, ticket };
  for (const [fileName, content] of Object.entries(files)) {
    const file = { sender: 'Ada', fileName, dataTypeId: 'GenericCSV' as const, size: content.length };
    const { id: uploadId, key } = await call('reserveSubmission', { body: { ...by, ...file } });
    const headers = { 'x-ms-blob-type': 'BlockBlob' };
    const { headers: answer } = await fetch(key.url, { method: 'PUT', body: content, headers });
    const body = { ...by, etag: answer.get('etag') ?? '' };
    await call('confirmSubmission', { params: { uploadId }, body });
  }
}

test('several files that arrived are accepted at once, each as a dataset, and others declined', async ({
  signedInPage: page,
  owner,
}) => {
  const csv = { fileName: 'breeze.csv', contentType: 'text/csv', dataTypeId: 'GenericCSV' as const };
  await putDataset(owner, { ...csv, name: 'breeze', content: new TextEncoder().encode('mine') });
  const names = ['breeze', 'gust', 'squall', 'typhoon'];
  await receive(owner, 'Winds', Object.fromEntries(names.map((name) => [`${name}.csv`, `of ${name}\n`])));
  await page.goto(`/w/${owner.workspaceId}/shares?tab=inbox`);
  for (const name of ['breeze', 'gust']) await page.getByLabel(`Select ${name}.csv`).check();
  await page.getByRole('button', { name: 'Accept 2 files…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByText('2 files accepted.')).toBeVisible();
  const list = page.getByRole('list', { name: 'Received files' });
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('toolbar')).toHaveCount(0);
  expect(await storedSha256(owner, 'gust')).toHaveLength(1);
  expect(await storedSha256(owner, 'breeze (2)')).toHaveLength(1);

  for (const name of ['squall', 'typhoon']) await page.getByLabel(`Select ${name}.csv`).check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Decline…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Decline', exact: true }).click();
  await expect(page.getByText('2 files declined.')).toBeVisible();
  await expect(page.getByText('Nothing waits')).toBeVisible();
});

test('a file that somebody else settled leaves the list once one is told so', async ({
  signedInPage: page,
  owner,
}) => {
  await receive(owner, 'Fog', { 'fog.csv': 'thick\n', 'haze.csv': 'thin\n' });
  await page.goto(`/w/${owner.workspaceId}/shares?tab=inbox`);
  const list = page.getByRole('list', { name: 'Received files' });
  for (const [answer, name] of [
    ['Decline', 'fog.csv'],
    ['Accept', 'haze.csv'],
  ] as const) {
    await page.getByRole('button', { name: `${answer} ${name}` }).click();
    const { items } = await owner.call('listSubmissions', {
      params: { workspaceId: owner.workspaceId },
      query: {},
    });
    const { id: submissionId = '' } = items.find(({ fileName }) => fileName === name) ?? {};
    await owner.call('declineSubmission', { params: { workspaceId: owner.workspaceId, submissionId } });
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: answer, exact: true }).click();
    await expect(dialog.getByRole('alert')).toBeVisible();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText(name, { exact: true })).toHaveCount(0);
  }
  await expect(list).toHaveCount(0);
});

test('a file that comes every month becomes the next version of its dataset', async ({
  signedInPage: page,
  owner,
}) => {
  const csv = { fileName: 'ebbs.csv', contentType: 'text/csv', dataTypeId: 'GenericCSV' as const };
  const { id } = await putDataset(owner, {
    ...csv,
    name: 'ebbs',
    content: new TextEncoder().encode('march\n'),
  });
  await receive(owner, 'Ebbs', { 'ebbs.csv': 'april\n' });
  await page.goto(`/w/${owner.workspaceId}/shares?tab=inbox`);
  await page.getByRole('button', { name: 'Accept ebbs.csv' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Name of the dataset')).toHaveValue('ebbs (2)');
  await dialog.getByRole('button', { name: 'Accept as its new version' }).click();
  await expect(page.getByText('ebbs has version 2 now.')).toBeVisible();
  await page.goto(`/w/${owner.workspaceId}/datasets/${id}`);
  await expect(page.getByRole('columnheader', { name: 'april' })).toBeVisible();
});

test('what others settle while one is asked for a word is told, and opens no question by itself later', async ({
  signedInPage: page,
  owner,
}) => {
  await receive(owner, 'Frosts', { 'rime.csv': 'rime\n', 'hoar.csv': 'hoar\n' });
  await page.goto(`/w/${owner.workspaceId}/shares?tab=inbox`);
  await page.getByLabel('Select rime.csv').check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Decline…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  const params = { workspaceId: owner.workspaceId };
  const { items } = await owner.call('listSubmissions', { params, query: {} });
  const rime = items.find(({ fileName }) => fileName === 'rime.csv')?.id ?? '';
  await owner.call('acceptSubmission', { params: { ...params, submissionId: rime }, body: { name: 'rime' } });
  // As where one comes back to the window after a while.
  await page.clock.setSystemTime(Date.now() + 60_000);
  const listed = page.waitForResponse((answer) => new URL(answer.url()).pathname.endsWith('/submissions'));
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await listed;
  await expect(page.getByLabel('Select rime.csv')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Decline', exact: true }).click();
  await expect(page.getByText('“rime.csv” was not declined')).toBeVisible();
  await page.getByLabel('Select hoar.csv').check();
  await expect(page.getByRole('toolbar')).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await page.getByRole('toolbar').getByRole('button', { name: 'Decline…' }).click();
  await dialog.getByRole('button', { name: 'Decline', exact: true }).click();
  await expect(page.getByText('Nothing waits')).toBeVisible();
});

test('where a row goes with what was done, the focus goes to the next one', async ({
  signedInPage: page,
  owner,
}) => {
  await receive(owner, 'Mists', { 'fog.csv': 'fog\n', 'haze.csv': 'haze\n' });
  await page.goto(`/w/${owner.workspaceId}/shares?tab=inbox`);
  const accept = page.getByRole('button', { name: /^Accept (fog|haze)\.csv$/ });
  const dialog = page.getByRole('dialog');
  await expect(accept).toHaveCount(2);
  for (const left of [1, 0]) {
    await accept.first().press('Enter');
    await dialog.getByLabel('Name of the dataset').press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(accept).toHaveCount(left);
    await expect(left > 0 ? accept : page.getByRole('main')).toBeFocused();
  }
});
