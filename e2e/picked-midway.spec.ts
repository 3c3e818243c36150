import { createHash, randomFillSync } from 'node:crypto';
import type { Page } from 'playwright/test';
import type { ApiSession } from './fixtures/api.ts';
import type { Fault, FaultProxy } from './fixtures/fault-proxy.ts';
import { test } from './fixtures/fault-test.ts';
import { putDataset } from './fixtures/put-dataset.ts';
import { expect } from './fixtures/test.ts';
import { downloadReached, trayOf } from './fixtures/tray.ts';

// A picked file is written by a copy that takes its place when it is closed. Native dialogs cannot be driven, so the
// pickers answer a file of the browser's own storage, and what could write that in place is taken away.
const MiB = 1024 * 1024;
const size = 16 * MiB + 77;
const slow: Fault = { type: 'slow-answer', rate: 6 * MiB };
const content = randomFillSync(new Uint8Array(size));
const sha256 = createHash('sha256').update(content).digest('hex');
const earlier = 'what was there before';

test.use({ allowedConsoleErrors: /Failed to load resource/ });

const action = (page: Page, name: string) => trayOf(page).getByRole('button', { name });

test.beforeEach(async ({ signedInPage: page }) => {
  page.on('dialog', (dialog) => void dialog.accept());
  await page.addInitScript(() => {
    Object.assign(globalThis, {
      showSaveFilePicker: async () =>
        (await navigator.storage.getDirectory()).getFileHandle('picked', { create: true }),
    });
    navigator.storage.estimate = async () => ({ quota: 0, usage: 0 });
  });
  // Not the script a worker begins with, whose headers say what it may reach: what it loads.
  await page.route(/\/_next\/static\/chunks\/(?!.*worker).*\.js/, async (route) => {
    const response = await route.fetch({ maxRetries: 3 });
    const without =
      'if (self.FileSystemFileHandle) delete FileSystemFileHandle.prototype.createSyncAccessHandle;';
    await route.fulfill({ response, body: `${without}\n${await response.text()}` });
  });
});

async function begin(page: Page, { call, workspaceId }: ApiSession, name: string) {
  const version = { name, dataTypeId: 'Zip', fileName: `${name}.zip`, content } as const;
  const { id } = await putDataset({ call, workspaceId } as ApiSession, version);
  await page.goto(`/w/${workspaceId}/datasets/${id}`);
  await page
    .getByRole('button', { name: /^Download/ })
    .first()
    .click();
}

/** SHA-256 of the picked file; what else is to say where there is none, or an empty one. */
function picked(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const handle = await root.getFileHandle('picked').catch(() => undefined);
    if (!handle) return 'gone';
    const bytes = await (await handle.getFile()).arrayBuffer();
    if (bytes.byteLength === 0) return 'empty';
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  });
}

function writeEarlier(page: Page): Promise<void> {
  return page.evaluate(async (text) => {
    const root = await navigator.storage.getDirectory();
    const writable = await (await root.getFileHandle('picked', { create: true })).createWritable();
    await writable.write(text);
    await writable.close();
  }, earlier);
}

/** As if what is there had been written a second later than was noted. */
function noteEarlierTimes(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open('sluice-downloads'));
    const states = db.transaction('states', 'readwrite').objectStore('states');
    const rows = await done(states.getAll());
    for (const row of rows) {
      row.state.modified -= 1000;
      await done(states.put(row));
    }
    db.close();
  });
}

/** A download that is paused somewhere behind its first 40 %. Answers how to have the rest come quickly. */
async function pauseMidway(page: Page, wire: FaultProxy, owner: ApiSession, name: string) {
  let fast = false;
  wire.plan(({ kind }) => (kind === 'read' && !fast ? slow : undefined));
  await begin(page, owner, name);
  await downloadReached(page, 40);
  await action(page, `Pause the download of ${name}.zip`).click();
  await expect(trayOf(page).getByText(/^paused at/)).toBeVisible();
  return () => {
    fast = true;
  };
}

test('goes on after a pause and a reload from what was written', async ({
  signedInPage: page,
  wire,
  owner,
}) => {
  let fast = false;
  const passed = wire.plan(({ kind }) => (kind === 'read' && !fast ? slow : undefined));
  await begin(page, owner, 'copied');
  await downloadReached(page, 40);
  expect(await picked(page)).toBe('empty');
  await action(page, 'Pause the download of copied.zip').click();
  await expect(trayOf(page).getByText(/^paused at/)).toBeVisible();
  await page.reload();
  fast = true;
  await expect(action(page, 'Go on with the download of copied.zip')).toBeVisible();
  const before = passed.bytes().read?.received ?? 0;
  await action(page, 'Go on with the download of copied.zip').click();
  await expect(trayOf(page).getByText('downloaded and verified')).toBeVisible();
  expect(await picked(page)).toBe(sha256);
  expect((passed.bytes().read?.received ?? 0) - before).toBeLessThan(0.6 * size + MiB);
});

test('what another program did to it meanwhile is not called verified: it comes anew', async ({
  signedInPage: page,
  wire,
  owner,
}) => {
  const hurry = await pauseMidway(page, wire, owner, 'touched');
  await page.evaluate(async () => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle('picked');
    const writable = await handle.createWritable({ keepExistingData: true });
    await writable.write({ type: 'write', position: 1000, data: new Uint8Array([1, 2, 3, 4]) });
    await writable.close();
  });
  // Other programs change a file's time; the browser, in its own storage, keeps it as it was.
  await noteEarlierTimes(page);
  hurry();
  await action(page, 'Go on with the download of touched.zip').click();
  await expect(trayOf(page).getByText('downloaded and verified')).toBeVisible();
  expect(await picked(page)).toBe(sha256);
});

test('finished in one tab, it is not begun again in another that had it as interrupted', async ({
  signedInPage: page,
  wire,
  owner,
}) => {
  const hurry = await pauseMidway(page, wire, owner, 'tabs');
  const other = await page.context().newPage();
  // It does not hear of what the first tab does, as where both are clicked at once.
  await other.addInitScript(() => {
    BroadcastChannel.prototype.addEventListener = () => {};
  });
  await other.goto(page.url());
  await expect(action(other, 'Go on with the download of tabs.zip')).toBeVisible();
  hurry();
  await action(page, 'Go on with the download of tabs.zip').click();
  await expect(trayOf(page).getByText('downloaded and verified')).toBeVisible();
  await action(other, 'Go on with the download of tabs.zip').click();
  await expect(trayOf(other).getByText(/Another tab has finished this download/)).toBeVisible();
  expect(await picked(page)).toBe(sha256);
});

test('given up after a pause it leaves nothing', async ({ signedInPage: page, wire, owner }) => {
  wire.plan(({ kind }) => (kind === 'read' ? slow : undefined));
  await begin(page, owner, 'given');
  await downloadReached(page, 20);
  await action(page, 'Pause the download of given.zip').click();
  await action(page, 'Go on with the download of given.zip').click();
  await downloadReached(page, 50);
  await action(page, 'Cancel the download of given.zip').click();
  await expect(trayOf(page).getByText('cancelled', { exact: true })).toBeVisible();
  expect(await picked(page)).toBe('gone');
});

test('given up before anything took its place, a file that was there stays', async ({
  signedInPage: page,
  wire,
  owner,
}) => {
  wire.plan(({ kind }) => (kind === 'read' ? slow : undefined));
  await writeEarlier(page);
  await begin(page, owner, 'stays');
  await downloadReached(page, 20);
  await action(page, 'Cancel the download of stays.zip').click();
  await expect(trayOf(page).getByText('cancelled', { exact: true })).toBeVisible();
  expect(await picked(page)).toBe(createHash('sha256').update(earlier).digest('hex'));
});
