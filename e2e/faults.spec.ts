import { randomFillSync } from 'node:crypto';
import { link, mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import type { Fault, SeenRequest, Wire } from './fixtures/fault-proxy.ts';
import { storedFiles, storedSha256, test } from './fixtures/fault-test.ts';
import { makeFile, sha256Of } from './fixtures/files.ts';
import { hurryClock, shiftClock } from './fixtures/shift-clock.ts';
import { expect } from './fixtures/test.ts';
import { chooseFiles, uploadFile } from './fixtures/upload.ts';

// What networks and storage do to an upload, and what its user gets all the same: the same bytes, once, and no more sent
// than was lost. Files are of four blocks, the last a shorter one, that faults in the middle of a block fit into too.
const blockBytes = 8 * 1024 * 1024;
/** Requests for blocks that the engine sends at once. */
const lanes = 6;
const fileBytes = 3 * blockBytes + 6_234_567;

// The browser itself tells of each failed request.
test.use({ allowedConsoleErrors: /Failed to load resource/ });

let folder: string;
let fourBlocks: { path: string; sha256: string };

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-faults-'));
  const path = join(folder, 'blocks');
  await writeFile(path, randomFillSync(Buffer.alloc(fileBytes)));
  fourBlocks = { path, sha256: await sha256Of(path) };
});

test.afterAll(() => rm(folder, { recursive: true, force: true }));

/** The four blocks as a file of a name of its own. */
async function fileNamed(name: string): Promise<string> {
  await mkdir(join(folder, name));
  const path = join(folder, name, `${name}.bin`);
  await link(fourBlocks.path, path);
  return path;
}

/** A file whose blocks all differ; another `kind` of it differs in each block. */
async function bigFile(size: number, kind = 'big'): Promise<string> {
  await mkdir(join(folder, kind));
  const path = join(folder, kind, 'big.bin');
  const file = await open(path, 'w');
  for (let at = 0; at < size; at += blockBytes) await file.write(`${kind} ${at}`, at);
  await file.truncate(size);
  await file.close();
  return path;
}

/** The n-th block meets the fault, once. */
function atBlock(n: number, fault: Fault): (seen: SeenRequest) => Fault | undefined {
  return ({ kind, nth }) => (kind === 'block' && nth === n ? fault : undefined);
}

/** How often each block was sent, the most often first. */
function timesSent(wire: Wire): number[] {
  const times = new Map<string | undefined, number>();
  for (const { blockId } of wire.seen('block')) times.set(blockId, (times.get(blockId) ?? 0) + 1);
  return [...times.values()].sort((a, b) => b - a);
}

const trying = (page: Page) => page.getByRole('region', { name: 'Transfers' }).getByText(/trying again/);

test.describe('one block that is lost on its way goes again, and no other', () => {
  const faults: [string, Fault][] = [
    ['a connection cut in the middle of it', { type: 'cut', after: 3_000_000 }],
    ['a connection reset', { type: 'reset' }],
    ['an acknowledgement that never comes', { type: 'lose-answer' }],
    ['a flipped bit, which storage finds by its MD5', { type: 'flip-sent', at: 5_000_000 }],
  ];
  for (const [index, [title, fault]] of faults.entries())
    test(title, async ({ signedInPage: page, wire, owner }) => {
      const passed = wire.plan(atBlock(1, fault));
      const name = `lost ${index}`;
      await uploadFile(page, await fileNamed(name), name);
      expect(passed.seen('block')[1]?.fault).toBe(fault);
      expect(timesSent(passed)).toEqual([2, 1, 1, 1]);
      expect(passed.seen('commit')).toHaveLength(1);
      expect(await storedSha256(owner, name)).toEqual([fourBlocks.sha256]);
    });
});

test('30 % of answers are 503: it waits as long as Retry-After asks, and finishes', async ({
  signedInPage: page,
  wire,
  owner,
}) => {
  let asked = 0;
  const busy: Fault = { type: 'refuse', status: 503, code: 'ServerBusy', retryAfter: 2 };
  const passed = wire.plan(({ kind }) => (kind !== 'preflight' && asked++ % 3 === 0 ? busy : undefined));
  const uploaded = uploadFile(page, await fileNamed('busy'), 'busy');
  await expect(trying(page)).toHaveText(/^Storage is busy, trying again/);
  await uploaded;
  const refused = passed.seen().filter(({ fault }) => fault === busy);
  expect(refused.length).toBeGreaterThanOrEqual(2);
  for (const { kind, blockId, at } of refused) {
    const again = passed.seen(kind).find((other) => other.blockId === blockId && other.at > at);
    expect((again?.at ?? 0) - at).toBeGreaterThanOrEqual(2000);
  }
  expect(await storedSha256(owner, 'busy')).toEqual([fourBlocks.sha256]);
});

test('408, 429, 500, 502 and 504 pass', async ({ signedInPage: page, wire, owner }) => {
  // One for each block, and one for the commit, at the first time.
  const statuses = [408, 429, 502, 504, 500];
  const met = new Set<string>();
  const passed = wire.plan(({ kind, blockId = kind }) => {
    if (kind === 'preflight' || met.has(blockId)) return undefined;
    const status = statuses[met.size];
    met.add(blockId);
    return status === undefined ? undefined : { type: 'refuse', status, code: 'Passing' };
  });
  await uploadFile(page, await fileNamed('statuses'), 'statuses');
  expect(timesSent(passed)).toEqual([2, 2, 2, 2]);
  expect(passed.seen('commit')).toHaveLength(2);
  expect(await storedSha256(owner, 'statuses')).toEqual([fourBlocks.sha256]);
});

test('a key that ends midway is renewed once, and no block that arrived goes again', async ({
  signedInPage: page,
  context,
  wire,
  owner,
}) => {
  let first: string | undefined;
  const expired: Fault = { type: 'refuse', status: 403, code: 'AuthenticationFailed' };
  const passed = wire.plan(({ kind, nth, signature }) => {
    if (kind !== 'block' && kind !== 'commit') return undefined;
    first ??= signature;
    return signature === first && (kind === 'commit' || nth >= 2) ? expired : undefined;
  });
  let renewals = 0;
  await context.route(/\/uploads\/[^/]+\/key$/, async (route) => {
    renewals++;
    // Keys issued within one second are the same.
    const second = Math.floor(Date.now() / 1000);
    await expect.poll(() => Math.floor(Date.now() / 1000)).toBeGreaterThan(second);
    await route.continue();
  });
  await uploadFile(page, await fileNamed('renewed'), 'renewed');
  expect(renewals).toBe(1);
  const arrived = passed.seen('block').filter(({ fault }) => !fault);
  expect(new Set(arrived.map(({ blockId }) => blockId)).size).toBe(4);
  expect(arrived).toHaveLength(4);
  expect(new Set(arrived.map(({ signature }) => signature)).size).toBe(2);
  expect(await storedSha256(owner, 'renewed')).toEqual([fourBlocks.sha256]);
});

test('the acknowledgement of the commit is lost: the dataset is listed once, with the right bytes', async ({
  signedInPage: page,
  wire,
  owner,
}) => {
  const passed = wire.plan(({ kind, nth }) =>
    kind === 'commit' && nth === 0 ? { type: 'lose-answer' } : undefined,
  );
  await uploadFile(page, await fileNamed('unheard'), 'unheard');
  expect(passed.seen('commit').length).toBeGreaterThan(1);
  expect(timesSent(passed)).toEqual([1, 1, 1, 1]);
  expect(await storedSha256(owner, 'unheard')).toEqual([fourBlocks.sha256]);
});

test('100 uploads at once arrive whole, each under its own name', async ({
  signedInPage: page,
  wire,
  owner,
}, info) => {
  test.setTimeout(180_000);
  wire.plan();
  const names = Array.from({ length: 100 }, (_, index) => `crowd-${String(index).padStart(3, '0')}`);
  const paths = await Promise.all(
    names.map((name) => makeFile(info.outputDir, `${name}.csv`, randomFillSync(Buffer.alloc(20_000)))),
  );
  await chooseFiles(page, paths);
  await page.getByRole('dialog').getByRole('button', { name: 'Upload 100 files' }).click();
  await expect(page.getByRole('region', { name: 'Transfers' }).getByRole('heading')).toHaveText(
    /^100 files uploaded/,
    { timeout: 120_000 },
  );
  const digests = await Promise.all(paths.map(sha256Of));
  expect(await storedFiles(owner, 'crowd-')).toEqual(
    new Map(names.map((name, index) => [name, [new Map([[`${name}.csv`, digests[index]]])]])),
  );
});

for (const hours of [1, -1])
  test(`a computer whose clock is ${Math.abs(hours)} h ${hours > 0 ? 'fast' : 'slow'} uploads like any other`, async ({
    signedInPage: page,
    context,
    wire,
    owner,
  }) => {
    const wrong = hours * 3_600_000;
    await shiftClock(context, wrong);
    const clocks: Promise<number>[] = [];
    page.on('worker', (worker) => clocks.push(worker.evaluate(() => Date.now() - performance.timeOrigin)));
    await page.reload();
    clocks.push(page.evaluate(() => Date.now() - performance.timeOrigin));
    const passed = wire.plan();
    const name = `clock ${hours}`;
    await uploadFile(page, await fileNamed(name), name);
    expect(clocks.length).toBeGreaterThan(1);
    for (const sinceOpened of await Promise.all(clocks))
      expect(Math.abs(sinceOpened - wrong)).toBeLessThan(60_000);
    expect(timesSent(passed)).toEqual([1, 1, 1, 1]);
    expect(await storedSha256(owner, name)).toEqual([fourBlocks.sha256]);
  });

test('a computer that is offline for a while goes on by itself', async ({
  signedInPage: page,
  wire,
  owner,
}) => {
  const source = await bigFile(20 * blockBytes, 'offline');
  const passed = wire.plan(() => undefined);
  await chooseFiles(page, source);
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('offline');
  await page.getByRole('dialog').getByRole('button', { name: 'Upload', exact: true }).click();
  await expect.poll(() => passed.seen('block').length).toBeGreaterThan(2);
  await page.context().setOffline(true);
  const tray = page.getByRole('region', { name: 'Transfers' });
  await expect(tray.getByText('This device is offline; it goes on by itself.')).toBeVisible();
  // A link would lead to the browser's own error page, and end the upload with this one.
  const where = page.url();
  await page.getByRole('link', { name: 'Experiments' }).first().click();
  await expect(page.getByText(/^You are offline\. This page stays open/)).toBeVisible();
  expect(page.url()).toBe(where);
  await page.context().setOffline(false);
  await expect(page.getByRole('link', { name: 'Open offline' })).toBeVisible({ timeout: 60_000 });
  expect(await storedSha256(owner, 'offline')).toEqual([await sha256Of(source)]);
});

test('a page reloaded at half of 500 MB goes on: no more than one block per lane is sent again', async ({
  signedInPage: page,
  wire,
  owner,
}) => {
  test.setTimeout(120_000);
  const size = 500_000_000;
  const path = await bigFile(size);
  const passed = wire.plan();
  const sent = () => passed.bytes().block?.sent ?? 0;
  await chooseFiles(page, path);
  await page.getByRole('dialog').getByRole('button', { name: 'Upload', exact: true }).click();
  await expect.poll(sent, { timeout: 60_000, intervals: [50] }).toBeGreaterThan(size / 2);
  page.on('dialog', (dialog) => dialog.accept());
  await page.reload();
  expect(sent()).toBeLessThan(size);
  const tray = page.getByRole('region', { name: 'Transfers' });
  await expect(tray.getByText('interrupted', { exact: true })).toBeVisible();

  // Another file of that size is not the same file.
  const asked = passed.seen('block').length;
  await tray.getByLabel('Choose big.bin again').setInputFiles(await bigFile(size, 'other'));
  await expect(page.getByText(/not the (same )?file/i).first()).toBeVisible();
  expect(passed.seen('block')).toHaveLength(asked);
  await tray.getByLabel('Choose big.bin again').setInputFiles(path);
  await expect(page.getByRole('link', { name: 'Open big' })).toBeVisible({ timeout: 60_000 });
  expect(sent() - size).toBeLessThanOrEqual(lanes * blockBytes);
  expect(new Set(passed.seen('block').map(({ blockId }) => blockId)).size).toBe(Math.ceil(size / blockBytes));
  expect(await storedSha256(owner, 'big')).toEqual([await sha256Of(path)]);
});

test('where the browser has no room left, an upload is told to be forgetful, and arrives', async ({
  signedInPage: page,
  context,
  portal,
  wire,
  owner,
}) => {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: portal.url, quotaSize: 1 });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await context.route('**/confirm', async (route) => {
    await held;
    await route.continue();
  });
  wire.plan();
  const uploaded = uploadFile(page, await fileNamed('no room'), 'no room');
  await expect(page.getByText(/This browser has no room to remember it/)).toBeVisible();
  release();
  await uploaded;
  expect(await storedSha256(owner, 'no room')).toEqual([fourBlocks.sha256]);
});

test('a block of which no byte moves for 60 s goes again, and no other', async ({
  signedInPage: page,
  context,
  wire,
  owner,
}) => {
  const times = 10;
  await hurryClock(context, times);
  await page.reload();
  const passed = wire.plan(atBlock(1, { type: 'stall' }));
  await uploadFile(page, await fileNamed('stalled'), 'stalled');
  expect(timesSent(passed)).toEqual([2, 1, 1, 1]);
  const still = passed.seen('block').find(({ fault }) => fault);
  const again = passed.seen('block').at(-1);
  expect(again?.blockId).toBe(still?.blockId);
  // The engine counts from when it asked; a busy proxy sees that some time later.
  expect((again?.at ?? 0) - (still?.at ?? 0)).toBeGreaterThan(45_000 / times);
  expect(await storedSha256(owner, 'stalled')).toEqual([fourBlocks.sha256]);
});
