import { readFile, rm, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { test } from './fixtures/fault-test.ts';
import { makeCsv, makeFile } from './fixtures/files.ts';
import { filesRemembered } from './fixtures/files-remembered.ts';
import { holdBlocks } from './fixtures/hold-blocks.ts';
import { expect } from './fixtures/test.ts';
import { chooseFiles, openDataset } from './fixtures/upload.ts';

// What a person does with uploads: pauses, closes the page, goes on, sends folders, keeps receipts.

const tray = (page: Page) => page.getByRole('region', { name: 'Transfers' });
const begin = (page: Page) =>
  page.getByRole('dialog').getByRole('button', { name: 'Upload', exact: true }).click();

test('an upload is paused and goes on with what is missing; its receipt has the file', async ({
  signedInPage: page,
  wire,
}, info) => {
  const source = info.outputPath('tides.csv');
  await makeCsv(source, 40_000_000);
  const storage = holdBlocks(wire, 2);
  await chooseFiles(page, source);
  await begin(page);
  await expect.poll(storage.seen).toBe(5);
  await tray(page).getByRole('button', { name: 'Pause tides.csv' }).click();
  await expect(tray(page).getByText(/^paused at \d+ %$/)).toBeVisible();

  storage.letGo();
  const before = storage.seen();
  await tray(page).getByRole('button', { name: 'Go on with tides.csv' }).click();
  await expect(page.getByRole('link', { name: 'Open tides' })).toBeVisible();
  // Three were held back; the answer to one of the others may still have been on its way when the pause came.
  const again = storage.seen() - before;
  expect(again).toBeGreaterThanOrEqual(3);
  expect(again).toBeLessThan(5);

  const saving = page.waitForEvent('download');
  await tray(page).getByRole('button', { name: 'Receipt as CSV' }).click();
  const receipt = await (await saving).path().then((path) => readFile(path, 'utf8'));
  expect(receipt).toMatch(/^dataset,version,file,outcome,bytes,md5,seconds,reason,ended\r\n/);
  expect(receipt).toMatch(/\r\ntides,1,tides\.csv,uploaded,\d{8},[0-9a-f]{32},\d+\.\d{3},,20/);

  await page.getByRole('link', { name: 'Transfers', exact: true }).click();
  const row = page.getByRole('row', { name: /tides\.csv/ });
  await expect(row.getByText('uploaded')).toBeVisible();
  await expect(row.getByRole('link', { name: 'tides' })).toBeVisible();
});

test('a page that was closed midway offers to go on; another file is refused with a sentence', async ({
  signedInPage: page,
  wire,
}, info) => {
  const source = info.outputPath('waves.csv');
  await makeCsv(source, 40_000_000);
  const storage = holdBlocks(wire, 3);
  await chooseFiles(page, source);
  await begin(page);
  await expect.poll(storage.seen).toBe(5);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(tray(page).getByText('interrupted', { exact: true })).toBeVisible();
  storage.letGo();

  // As large as the other, and not the same.
  const content = await readFile(source);
  content[10] = (content[10] ?? 0) ^ 1;
  const other = await makeFile(`${info.outputDir}/other`, 'waves.csv', content);
  await tray(page).getByLabel('Choose waves.csv again').setInputFiles(other);
  await expect(tray(page).getByText(/This is not the file that the upload began with/)).toBeVisible();

  const before = storage.seen();
  await tray(page).getByLabel('Choose waves.csv again').setInputFiles(source);
  await expect(page.getByRole('link', { name: 'Open waves' })).toBeVisible();
  expect(storage.seen() - before).toBeLessThanOrEqual(2);
});

test.describe('where the engine breaks down', () => {
  test.use({ allowedConsoleErrors: /broken/ });

  test('its upload is offered to go on, without a reload', async ({ signedInPage: page, wire }, info) => {
    const source = info.outputPath('squalls.csv');
    await makeCsv(source, 40_000_000);
    const storage = holdBlocks(wire, 3);
    await chooseFiles(page, source);
    await begin(page);
    await expect.poll(storage.seen).toBe(5);
    // The first one; it began the others.
    const [engine] = page.workers();
    await engine?.evaluate(() => {
      setTimeout(() => {
        throw new Error('broken');
      });
    });
    await expect(tray(page).getByText('interrupted', { exact: true })).toBeVisible();
    storage.letGo();
    const before = storage.seen();
    await tray(page).getByLabel('Choose squalls.csv again').setInputFiles(source);
    await expect(page.getByRole('link', { name: 'Open squalls' })).toBeVisible();
    expect(storage.seen() - before).toBeLessThanOrEqual(2);
  });
});

test('where the browser keeps a handle, a click goes on', async ({ signedInPage: page, wire }) => {
  // A native picker cannot be driven: it answers a real handle, of a file in the page's own file system.
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const handle = await root.getFileHandle('kept.bin', { create: true });
    const writable = await handle.createWritable();
    const part = crypto.getRandomValues(new Uint8Array(65_536));
    for (let index = 0; index < 480; index++) await writable.write(part);
    await writable.close();
    Object.assign(window, { showOpenFilePicker: async () => [handle] });
    // Files of the page's own file system are always readable, so there is nothing to ask.
    Object.assign(FileSystemHandle.prototype, { requestPermission: async () => 'granted' });
  });
  const storage = holdBlocks(wire, 1);
  await page.getByRole('main').getByRole('button', { name: 'Upload', exact: true }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Choose files' }).click();
  await begin(page);
  await expect.poll(storage.seen).toBe(4);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  storage.letGo();
  await page.evaluate(() =>
    Object.assign(FileSystemHandle.prototype, { requestPermission: async () => 'granted' }),
  );
  await tray(page).getByRole('button', { name: 'Go on with kept.bin' }).click();
  await expect(page.getByRole('link', { name: 'Open kept' })).toBeVisible();
});

test('one tab runs an upload, another watches it, and takes over when that one is gone', async ({
  signedInPage: page,
  context,
  wire,
}, info) => {
  const source = info.outputPath('swell.csv');
  await makeCsv(source, 30_000_000);
  const storage = holdBlocks(wire, 1);
  const there = await context.newPage();
  await there.goto(page.url());
  await expect(there.getByRole('main').getByRole('button', { name: 'Upload' }).first()).toBeVisible();
  await chooseFiles(page, source);
  await begin(page);
  await expect.poll(storage.seen).toBe(4);
  await expect(tray(there).getByText(/Runs in another tab/)).toBeVisible();
  await there.close();

  const watching = await context.newPage();
  await watching.goto(page.url());
  await expect(tray(watching).getByText(/Runs in another tab/)).toBeVisible();
  await expect(tray(watching).getByRole('button', { name: 'Pause swell.csv' })).toHaveCount(0);

  await page.close();
  storage.letGo();
  await expect(tray(watching).getByText('interrupted', { exact: true })).toBeVisible();
  await tray(watching).getByLabel('Choose swell.csv again').setInputFiles(source);
  await expect(watching.getByRole('link', { name: 'Open swell' })).toBeVisible();
});

test('a folder becomes one dataset; its next version sends only what changed', async ({
  signedInPage: page,
}, info) => {
  const folder = `${info.outputDir}/gauges`;
  for (const name of ['a.csv', 'b.csv']) await makeFile(folder, name, `x\n${name}\n`);
  await makeFile(`${folder}/north`, 'c.csv', 'x\n3\n');
  await makeCsv(`${folder}/north/large.csv`, 9_000_000);
  let sent = 0;
  page.on('request', (request) => {
    if (request.method() === 'PUT' && !/comp=blocklist/.test(request.url())) sent += 1;
  });

  await page.getByRole('main').getByRole('button', { name: 'Upload', exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Choose a folder').setInputFiles(folder);
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('gauges');
  await expect(dialog.getByText('4 files ·')).toBeVisible();
  await begin(page);
  await expect(page.getByRole('link', { name: 'Open gauges' })).toBeVisible();
  expect(sent).toBe(3 + 2);

  await writeFile(`${folder}/b.csv`, 'x\nchanged\n');
  await rm(`${folder}/a.csv`);
  await openDataset(page, 'gauges');
  await page.getByRole('button', { name: 'New version' }).click();
  await dialog.getByLabel('Choose a folder').setInputFiles(folder);
  sent = 0;
  await begin(page);
  await expect(tray(page).getByText('3 of 3 files · 2 unchanged, not sent again')).toBeVisible();
  await expect(page.getByText(/version 2\s*of 2/)).toBeVisible();
  expect(sent).toBe(1);

  const main = page.getByRole('main');
  await main.getByRole('link', { name: 'Files 3' }).click();
  await expect(main.getByText('1 folder and 1 file here, 3 files in this version')).toBeVisible();
  await main.getByRole('link', { name: 'north/', exact: true }).click();
  await main.getByRole('link', { name: 'c.csv', exact: true }).click();
  await expect(main.getByRole('gridcell', { name: '3', exact: true })).toBeVisible();
  await page.goBack();
  await expect(main.getByText('2 files here, 3 files in this version')).toBeVisible();
  await main.getByRole('navigation', { name: 'Folder' }).getByRole('link', { name: 'All files' }).click();
  await expect(main.getByRole('cell', { name: 'b.csv', exact: true })).toBeVisible();
  await main.getByLabel('Filter by path').fill('NORTH');
  await expect(main.getByText('2 files', { exact: true })).toBeVisible();
  await expect(main.getByRole('cell', { name: 'north/c.csv', exact: true })).toBeVisible();
  await expect(main.getByRole('cell', { name: 'b.csv', exact: true })).toHaveCount(0);
});

test('a file of a folder that grew since it was chosen fails alone; with the folder chosen again it is sent as it is', async ({
  signedInPage: page,
}, info) => {
  const folder = `${info.outputDir}/logs`;
  for (const name of ['a.csv', 'b.csv', 'c.csv']) await makeFile(folder, name, `x\n${name}\n`);
  await page.getByRole('main').getByRole('button', { name: 'Upload', exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Choose a folder').setInputFiles(folder);
  await expect(dialog.getByText('3 files ·')).toBeVisible();
  await writeFile(`${folder}/b.csv`, 'x\nb.csv\nmore\n');
  await begin(page);
  await expect(
    tray(page).getByText(/1 file of 3 did not get through; choose the folder again/),
  ).toBeVisible();

  await tray(page).getByLabel('Choose logs again').setInputFiles(folder);
  await expect(page.getByRole('link', { name: 'Open logs' })).toBeVisible();
  await expect(tray(page).getByText(/failed/)).toHaveCount(0);
  await openDataset(page, 'logs');
  await page.getByRole('main').getByRole('link', { name: 'Files 3' }).click();
  await page.getByRole('main').getByRole('link', { name: 'b.csv', exact: true }).click();
  await expect(page.getByRole('main').getByRole('gridcell', { name: 'more', exact: true })).toBeVisible();
});

test('a folder whose page was closed midway tells what arrived; cancelled, it is in the history', async ({
  signedInPage: page,
  wire,
}, info) => {
  const folder = `${info.outputDir}/buoys`;
  for (const name of ['a.csv', 'b.csv', 'c.csv']) await makeFile(folder, name, `x\n${name}\n`);
  await makeCsv(`${folder}/large.csv`, 20_000_000);
  const storage = holdBlocks(wire, 0);
  await page.getByRole('main').getByRole('button', { name: 'Upload', exact: true }).first().click();
  await page.getByRole('dialog').getByLabel('Choose a folder').setInputFiles(folder);
  await begin(page);
  await expect.poll(() => filesRemembered(page)).toBe(3);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(tray(page).getByText('4 files interrupted')).toBeVisible();
  await expect(tray(page).getByText('3 of 4 files')).toBeVisible();
  storage.letGo();

  await tray(page).getByRole('button', { name: 'Cancel buoys' }).click();
  await expect(tray(page).getByText('4 files cancelled')).toBeVisible();
  await page.getByRole('link', { name: 'Transfers', exact: true }).click();
  const row = page.getByRole('main').getByRole('row', { name: /buoys/ });
  await expect(row).toContainText('cancelled');
});

/** Leaves the journal as an earlier release kept it, the files of ended transfers within their records; no page has it open. */
async function keepAsBefore(page: Page, userId: string, workspaceId: string): Promise<void> {
  await page.evaluate(
    async ([userId, workspaceId]) => {
      const open = indexedDB.open('sluice-uploads', 1);
      open.onupgradeneeded = () => {
        const db = open.result;
        db.createObjectStore('uploads', { keyPath: 'id' });
        db.createObjectStore('outcomes', { keyPath: ['upload', 'path'] }).createIndex('upload', 'upload');
        db.createObjectStore('history', { keyPath: 'id' }).createIndex('endedAt', 'endedAt');
      };
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        open.onsuccess = () => resolve(open.result);
        open.onerror = () => reject(open.error);
      });
      const tx = db.transaction('history', 'readwrite');
      const rest = { outcome: 'uploaded', bytes: 2, md5: '0'.repeat(32), seconds: 1, reason: undefined };
      // As many as are kept, and all of them of tomorrow: the clock was set back since.
      for (let n = 0; n < 500; n++)
        tx.objectStore('history').put({
          ...{ id: `before ${n}`, userId, workspaceId, batch: 'b', label: `ice-${n}`, name: `ice-${n}` },
          ...{ outcome: 'uploaded', reason: undefined, datasetId: undefined, version: 1, size: 4 },
          ...{ startedAt: Date.now(), endedAt: Date.now() + 86_400_000 + n },
          files: ['a.csv', 'b.csv'].map((path) => ({ ...rest, path })),
        });
      await new Promise((resolve) => {
        tx.oncomplete = resolve;
      });
      db.close();
    },
    [userId, workspaceId] as const,
  );
}

/** Ids of what the journal holds in a store. */
function idsIn(page: Page, store: string): Promise<string[]> {
  return page.evaluate(async (name) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open('sluice-uploads'));
    const keys = await done(db.transaction(name).objectStore(name).getAllKeys());
    db.close();
    return keys.map(String);
  }, store);
}

test('the history that an earlier release left is kept with its receipts; the oldest goes for what is new, whatever the clock says', async ({
  signedInPage: page,
}, info) => {
  const session = await page.request.get('/api/v1/session').then((answer) => answer.json());
  const workspaceId = /\/w\/([0-9a-f]{32})/.exec(page.url())?.[1] ?? '';
  await keepAsBefore(page, session.user.id, workspaceId);
  const main = page.getByRole('main');
  await page.getByRole('link', { name: 'Transfers', exact: true }).click();
  await expect(main.getByRole('row')).toHaveCount(1 + 500);
  await expect(main.getByRole('row').nth(1)).toContainText('ice-499 · 2 files');
  const saving = page.waitForEvent('download');
  await main.getByRole('button', { name: 'Receipt of ice-7 as CSV' }).click();
  const receipt = await (await saving).path().then((path) => readFile(path, 'utf8'));
  expect(receipt.match(/\r\nice-7,1,[ab]\.csv,uploaded,2,0{32},1\.000,,20/g)).toHaveLength(2);

  await page.goBack();
  await chooseFiles(page, await makeFile(info.outputDir, 'floes.csv', 'x\n1\n'));
  await begin(page);
  await expect(page.getByRole('link', { name: 'Open floes' })).toBeVisible();
  await page.getByRole('link', { name: 'Transfers', exact: true }).click();
  await expect(main.getByRole('row').nth(1)).toContainText('floes.csv');
  await expect(main.getByRole('row')).toHaveCount(1 + 500);
  const kept = await idsIn(page, 'history');
  expect(kept).toHaveLength(500);
  expect(kept).not.toContain('before 0');
  expect(await idsIn(page, 'receipts')).toEqual(kept);

  await main.getByRole('button', { name: 'Clear the history' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Clear the history' }).click();
  await expect(main.getByText('Nothing was uploaded or downloaded with this browser yet')).toBeVisible();
  expect(await idsIn(page, 'receipts')).toEqual([]);
});

/** Puts folders of 100,000 files each into the history, and a single file before them all. */
async function fillHistory(page: Page, userId: string, workspaceId: string, folders: number): Promise<void> {
  const ended = { userId, workspaceId, batch: 'b', outcome: 'uploaded', size: 1, startedAt: 1, endedAt: 2 };
  const records = Array.from({ length: folders + 1 }, (_, n) => {
    const fileCount = n === 0 ? 1 : 100_000;
    return { ...ended, id: `before ${n}`, label: `floe-${n}`, name: `floe-${n}`, fileCount, place: n };
  });
  await page.evaluate(async (history) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open('sluice-uploads'));
    const tx = db.transaction(['history', 'receipts'], 'readwrite');
    for (const record of history) {
      tx.objectStore('history').put(record);
      tx.objectStore('receipts').put({ id: record.id, files: [] });
    }
    await new Promise((resolve) => {
      tx.oncomplete = resolve;
    });
    db.close();
  }, records);
}

test('the history lists a million files of folders at most: older folders go, single files stay', async ({
  signedInPage: page,
}, info) => {
  const session = await page.request.get('/api/v1/session').then((answer) => answer.json());
  const workspaceId = /\/w\/([0-9a-f]{32})/.exec(page.url())?.[1] ?? '';
  const folder = `${info.outputDir}/bergs`;
  for (const name of ['a.csv', 'b.csv']) await makeFile(folder, name, 'x\n');
  await chooseFiles(page, await makeFile(info.outputDir, 'brash.csv', 'x\n1\n'));
  await begin(page);
  await expect(page.getByRole('link', { name: 'Open brash' })).toBeVisible();
  await expect.poll(() => idsIn(page, 'history')).toHaveLength(1);
  await fillHistory(page, session.user.id, workspaceId, 12);
  await chooseFiles(page, folder, { isFolder: true });
  await begin(page);
  await expect(page.getByRole('link', { name: 'Open bergs' })).toBeVisible();
  await expect.poll(() => idsIn(page, 'history')).toHaveLength(1 + 1 + 1 + 9);
  const kept = await idsIn(page, 'history');
  expect(kept).toContain('before 0');
  expect(kept).not.toContain('before 3');
  expect(await idsIn(page, 'receipts')).toEqual(kept);
});

/** Puts what the journal has of folders a day ahead: as it is once the computer's clock was set back by that much. */
async function setClockBack(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open('sluice-uploads'));
    const outcomes = db.transaction('outcomes', 'readwrite').objectStore('outcomes');
    const rows = await done(outcomes.getAll());
    await done(outcomes.clear());
    const tomorrow = Date.now() + 86_400_000;
    for (const [n, row] of rows.entries())
      await done(outcomes.put({ ...row, path: String(tomorrow + n).padStart(16, '0') }));
    db.close();
  });
}

test('a file that failed before the clock was set back is told by how it came out afterwards', async ({
  signedInPage: page,
}, info) => {
  const folder = `${info.outputDir}/shoals`;
  for (const name of ['a.csv', 'b.csv', 'c.csv']) await makeFile(folder, name, `x\n${name}\n`);
  await chooseFiles(page, folder, { isFolder: true });
  await expect(page.getByRole('dialog').getByText('3 files ·')).toBeVisible();
  await writeFile(`${folder}/b.csv`, 'x\nb.csv\nmore\n');
  await begin(page);
  await expect(tray(page).getByText(/1 file of 3 did not get through/)).toBeVisible();
  await expect.poll(() => filesRemembered(page)).toBe(3);
  await setClockBack(page);
  await page.reload();
  await tray(page).getByLabel('Choose shoals again').setInputFiles(folder);
  await expect(page.getByRole('link', { name: 'Open shoals' })).toBeVisible();
  const saving = page.waitForEvent('download');
  await tray(page).getByRole('button', { name: 'Receipt as CSV' }).click();
  const receipt = await (await saving).path().then((path) => readFile(path, 'utf8'));
  expect(receipt.match(/\r\nshoals,1,[abc]\.csv,uploaded,/g)).toHaveLength(3);
});
