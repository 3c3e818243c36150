import { createHash, randomFillSync } from 'node:crypto';
import { chromium, type Page } from 'playwright/test';
import { launchOptions } from '../scripts/browser/find-chromium.mjs';
import type { ApiSession } from './fixtures/api.ts';
import type { Fault, SeenRequest, Wire } from './fixtures/fault-proxy.ts';
import { test } from './fixtures/fault-test.ts';
import { sha256Of } from './fixtures/files.ts';
import { putDataset } from './fixtures/put-dataset.ts';
import { expect } from './fixtures/test.ts';
import { downloadReached } from './fixtures/tray.ts';

// What networks and storage do to a download, and what its user gets all the same: the same bytes, verified, and little
// fetched twice; or one sentence, and no file with other bytes.
const MiB = 1024 * 1024;
// Too small to be divided among several requests, each of which would bring a little more than is taken.
const size = 24 * MiB + 54_321;
/** Large enough to be hashed in a thread of its own. */
const largeSize = 40 * MiB + 54_321;
/** Bytes that left the proxy and had not reached the page's disk when a connection ended. */
const onTheirWay = 6 * MiB;

// The browser itself tells of each failed request.
test.use({ allowedConsoleErrors: /Failed to load resource/ });

const large = randomFillSync(new Uint8Array(largeSize));
const content = large.subarray(0, size);
const sha256 = createHash('sha256').update(content).digest('hex');
const largeSha256 = createHash('sha256').update(large).digest('hex');

/** A dataset of these bytes, and its page; nothing of it was read before the plan. */
async function openPageOf(
  page: Page,
  { call, workspaceId }: ApiSession,
  name: string,
  bytes: Uint8Array = content,
): Promise<void> {
  const version = { name, dataTypeId: 'Zip', fileName: `${name}.zip`, content: bytes } as const;
  const { id } = await putDataset({ call, workspaceId } as ApiSession, version);
  await page.goto(`/w/${workspaceId}/datasets/${id}`);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** The n-th read meets the fault. */
function atRead(n: number, fault: Fault): (seen: SeenRequest) => Fault | undefined {
  return ({ kind, nth }) => (kind === 'read' && nth === n ? fault : undefined);
}

/** The first byte that reads asked for after so many of them. */
function firstByteSince(wire: Wire, reads: number): number {
  const since = wire.seen('read').slice(reads);
  expect(since).not.toEqual([]);
  return Math.min(...since.map(({ from }) => from));
}

const received = (wire: Wire) => wire.bytes().read?.received ?? 0;
const tray = (page: Page) => page.getByRole('region', { name: 'Transfers' });
const startDownload = (page: Page) =>
  page
    .getByRole('button', { name: /^Download/ })
    .first()
    .click();

/** Waits for the file that the browser saves, and answers its SHA-256. */
async function savedSha256(page: Page, act: () => Promise<void>): Promise<string> {
  const saving = page.waitForEvent('download', { timeout: 60_000 });
  await act();
  const digest = await sha256Of(await (await saving).path());
  await expect(tray(page).getByText('downloaded and verified')).toBeVisible();
  return digest;
}

test.describe('a read that fails goes on at the byte it reached', () => {
  const faults: [string, Fault][] = [
    ['an answer cut in the middle', { type: 'cut-answer', after: 9 * MiB + 7 }],
    ['a connection reset', { type: 'reset' }],
    ['storage that is busy', { type: 'refuse', status: 503, code: 'ServerBusy', retryAfter: 1 }],
    ['a gateway that gives up', { type: 'refuse', status: 504, code: 'GatewayTimeout' }],
  ];
  for (const [index, [title, fault]] of faults.entries())
    test(title, async ({ signedInPage: page, wire, owner }) => {
      const passed = wire.plan(atRead(0, fault));
      await openPageOf(page, owner, `cut ${index}`);
      expect(await savedSha256(page, () => startDownload(page))).toBe(sha256);
      expect(passed.seen('read')[0]?.fault).toBe(fault);
      expect(passed.seen('read').length).toBeGreaterThan(1);
      expect(received(passed)).toBeLessThanOrEqual(size + onTheirWay);
    });
});

test('a key that ends midway is renewed once, and the bytes that arrived stay', async ({
  signedInPage: page,
  context,
  wire,
  owner,
}) => {
  let first: string | undefined;
  const passed = wire.plan(({ kind, nth, signature }) => {
    if (kind !== 'read') return undefined;
    first ??= signature;
    if (nth === 0) return { type: 'cut-answer', after: 10 * MiB };
    return signature === first ? { type: 'refuse', status: 403, code: 'AuthenticationFailed' } : undefined;
  });
  let keys = 0;
  await context.route(/\/read-key$/, async (route) => {
    keys++;
    // Keys issued within one second are the same.
    const second = Math.floor(Date.now() / 1000);
    await expect.poll(() => Math.floor(Date.now() / 1000)).toBeGreaterThan(second);
    await route.continue();
  });
  await openPageOf(page, owner, 'expired');
  expect(await savedSha256(page, () => startDownload(page))).toBe(sha256);
  expect(keys).toBe(2);
  expect(received(passed)).toBeLessThanOrEqual(size + onTheirWay);
});

test('a flipped bit is found by the stored hash: no file is handed out, and the next try brings the right one', async ({
  signedInPage: page,
  wire,
  owner,
}) => {
  const downloads: string[] = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  wire.plan(atRead(0, { type: 'flip-received', at: 3 * MiB }));
  await openPageOf(page, owner, 'flipped', large);
  await startDownload(page);
  await expect(tray(page).getByText(/arrived damaged/)).toBeVisible({ timeout: 60_000 });
  expect(downloads).toEqual([]);
  const again = tray(page).getByRole('button', { name: 'Retry the download of flipped.zip' });
  expect(await savedSha256(page, () => again.click())).toBe(largeSha256);
});

test('a page reloaded midway goes on from what is on the disk', async ({
  signedInPage: page,
  wire,
  owner,
}) => {
  let reloaded = false;
  const slow: Fault = { type: 'slow-answer', rate: 2 * MiB };
  const passed = wire.plan(({ kind }) => (kind === 'read' && !reloaded ? slow : undefined));
  await openPageOf(page, owner, 'reloaded', large);
  await startDownload(page);
  // It tells of bytes on the disk; several connections bring more than those.
  await downloadReached(page, 20);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  reloaded = true;
  const before = passed.seen('read').length;
  const goOn = tray(page).getByRole('button', { name: 'Go on with the download of reloaded.zip' });
  expect(await savedSha256(page, () => goOn.click())).toBe(largeSha256);
  // Where it got to is noted every second.
  expect(firstByteSince(passed, before)).toBeGreaterThan(2 * MiB);
});

/** Two tabs that offer to go on with the same download, of which the first page began a part. */
async function offeredTwice(page: Page, owner: ApiSession, name: string) {
  await openPageOf(page, owner, name, large);
  await startDownload(page);
  await downloadReached(page, 20);
  page.on('dialog', (dialog) => void dialog.accept());
  const goOnIn = (tab: Page) =>
    tray(tab).getByRole('button', { name: `Go on with the download of ${name}.zip` });
  await page.reload();
  await expect(goOnIn(page)).toBeVisible();
  const other = await page.context().newPage();
  return { goOnIn, other };
}

test('offered in two tabs, it goes on in one and leaves the tray of the other, where it is again once that tab is gone', async ({
  signedInPage: page,
  wire,
  owner,
}) => {
  let fast = false;
  wire.plan(({ kind }) => (kind === 'read' && !fast ? { type: 'slow-answer', rate: 2 * MiB } : undefined));
  const { goOnIn, other } = await offeredTwice(page, owner, 'either');
  await other.goto(page.url());
  await goOnIn(other).click();
  await expect(tray(other).getByRole('progressbar').first()).toBeVisible();
  await expect(tray(page)).toBeHidden();

  await other.close();
  await expect(goOnIn(page)).toBeVisible();
  const third = await page.context().newPage();
  await third.goto(page.url());
  const sha256 = await savedSha256(third, async () => {
    await goOnIn(third).click();
    await expect(tray(page)).toBeHidden();
    fast = true;
  });
  expect(sha256).toBe(largeSha256);
  await expect(
    tray(third)
      .getByText(/verified/)
      .first(),
  ).toBeVisible();
  await expect(tray(page)).toBeHidden();
});

test('taken up in two tabs at once, it goes on in one; the other says so, and what it brings is kept from the other', async ({
  signedInPage: page,
  wire,
  owner,
}) => {
  let fast = false;
  wire.plan(({ kind }) => (kind === 'read' && !fast ? { type: 'slow-answer', rate: 2 * MiB } : undefined));
  const { goOnIn, other } = await offeredTwice(page, owner, 'twice');
  // Its click comes before it hears of the other's.
  await other.addInitScript(() => {
    BroadcastChannel.prototype.addEventListener = () => {};
  });
  await other.goto(page.url());
  await expect(goOnIn(other)).toBeVisible();

  await goOnIn(page).click();
  await goOnIn(other).click();
  await expect(tray(other).getByText('Another tab is at it; it goes on by itself.')).toBeVisible();
  expect(
    await savedSha256(page, async () => {
      fast = true;
    }),
  ).toBe(largeSha256);
  await expect(tray(other).getByText(/^Another tab has finished this download/)).toBeVisible();
  const again = tray(other).getByRole('button', { name: 'Retry the download of twice.zip' });
  expect(await savedSha256(other, () => again.click())).toBe(largeSha256);
  const saveAgain = tray(page).getByRole('button', { name: 'Save twice.zip again' });
  expect(await savedSha256(page, () => saveAgain.click())).toBe(largeSha256);
});

test('a full disk ends it with a sentence; with room again it goes on from there', async ({
  ownerState,
  portal,
  wire,
  owner,
}, info) => {
  // A private window keeps its files in memory, where no quota holds: this one has a profile on the disk.
  const profile = info.outputPath('profile');
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions(),
    baseURL: portal.url,
  });
  await context.addCookies(ownerState.cookies);
  const page = await context.newPage();
  const passed = wire.plan();
  // The browser tells of room that is gone by the time it writes.
  await page.addInitScript(() => {
    navigator.storage.estimate = async () => ({ quota: 2 ** 40, usage: 0 });
  });
  await openPageOf(page, owner, 'full', large);
  const devtools = await context.newCDPSession(page);
  const override = { origin: portal.url, quotaSize: 10 * MiB };
  await devtools.send('Storage.overrideQuotaForOrigin', override);
  await startDownload(page);
  await expect(tray(page).getByText(/There is no room left where the file is written/)).toBeVisible({
    timeout: 30_000,
  });
  const before = passed.seen('read').length;
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: portal.url });
  const again = tray(page).getByRole('button', { name: 'Retry the download of full.zip' });
  expect(await savedSha256(page, () => again.click())).toBe(largeSha256);
  expect(firstByteSince(passed, before)).toBeGreaterThan(2 * MiB);
  await context.close();
});
