import { afterAll, beforeEach, expect, it } from 'vitest';
import type { Parts } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { createTestPortal, openTestDatabase, type TestPortal } from '#server/testing/index.ts';
import { reserveUpload, sweepMargin, uploadLifetime } from '#server/transfers/index.ts';
import { createContainerKeeper } from './keep-container.ts';
import { sweepOnce } from './sweeper.ts';

const minute = 60_000;
const open: { close(): Promise<void> }[] = [];
let original: TestPortal;
let time = 0;

beforeEach(async () => {
  original = await createTestPortal();
  open.push(original);
  // As of a team's own account.
  original.parts.config = { ...original.config, storage: { ...original.config.storage, embedded: false } };
  time = 0;
});
afterAll(async () => {
  for (const { close } of open) await close();
});

const keeperOf = (parts: Parts<BlobStore>) => createContainerKeeper(parts, () => time);

/** A portal on a copy of the original's books of this moment, with the original's container. */
async function copyOf({ parts }: TestPortal, claimedMark?: string): Promise<Parts<BlobStore>> {
  const database = await openTestDatabase();
  open.push(database);
  const marks = await parts.db.select().from(schema.containerMarks);
  if (marks.length > 0) await database.db.insert(schema.containerMarks).values(marks);
  const storage = { ...parts.config.storage, claimedMark };
  return { ...parts, db: database.db, config: { ...parts.config, storage } };
}

const markOf = async ({ blobs }: Parts<BlobStore>) => (await blobs.readMark())?.mark ?? '';

/** Goes on in rounds of a minute; answers whether each of these may remove in the last one. */
async function pass(minutes: number, ...keepers: ReturnType<typeof keeperOf>[]): Promise<boolean[]> {
  let may: boolean[] = [];
  for (let n = 0; n < minutes; n++) {
    time += minute;
    may = [];
    for (const keeper of keepers) may.push(await keeper.mayRemove());
  }
  return may;
}

it('marks a container that never was, and makes the mark anew every quarter of an hour', async () => {
  const keeper = keeperOf(original.parts);
  expect(await keeper.mayRemove()).toBe(true);
  const first = await markOf(original.parts);
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect(await pass(14, keeper)).toEqual([true]);
  expect(await markOf(original.parts)).toBe(first);
  expect(await pass(1, keeper)).toEqual([true]);
  expect(await markOf(original.parts)).not.toBe(first);
});

it('watches after a start whether another portal marks the container, and removes nothing until then', async () => {
  await keeperOf(original.parts).mayRemove();
  const restarted = keeperOf(original.parts);
  expect(await pass(20, restarted)).toEqual([false]);
  expect(await pass(1, restarted)).toEqual([true]);
});

it('need not watch where database and storage are in one folder', async () => {
  const { parts, config } = original;
  const inOneFolder = { ...parts, config: { ...config, database: { kind: 'pglite', folder: '' } as const } };
  await keeperOf(inOneFolder).mayRemove();
  expect(await pass(1, keeperOf(inOneFolder))).toEqual([true]);
  const database = { kind: 'postgres', url: '' } as const;
  expect(await pass(1, keeperOf({ ...parts, config: { ...config, database } }))).toEqual([false]);
});

it('knows servers of its own database by their marks', async () => {
  const first = keeperOf(original.parts);
  await first.mayRemove();
  const second = keeperOf(original.parts);
  expect(await pass(1, first, second)).toEqual([true, false]);
  expect(await pass(15, first, second)).toEqual([true, true]);
  expect(await pass(60, second, first)).toEqual([true, true]);
  expect(original.logged()).toBe('');
});

it('a copy of the books removes nothing while the original is alive, which goes on undisturbed', async () => {
  const keeper = keeperOf(original.parts);
  await keeper.mayRemove();
  const copy = await copyOf(original);
  const trial = keeperOf(copy);
  const before = await markOf(original.parts);
  for (let n = 0; n < 60; n++) expect(await pass(1, trial, keeper)).toEqual([false, true]);
  expect(await markOf(original.parts)).not.toBe(before);
  expect(original.logged()).toMatch(/another database keeps the books of this container/);
});

it('an older backup put back removes nothing until an operator says that it is the one to go on with', async () => {
  const keeper = keeperOf(original.parts);
  await keeper.mayRemove();
  const backup = await copyOf(original);
  await pass(20, keeper);
  expect(await pass(60, keeperOf(backup))).toEqual([false]);
  const named = /SLUICE_CLAIM_CONTAINER=(\w+)/.exec(original.logged())?.[1] ?? '';
  expect(named).toBe(await markOf(original.parts));

  const claiming = {
    ...backup,
    config: { ...backup.config, storage: { ...backup.config.storage, claimedMark: named } },
  };
  const claimed = keeperOf(claiming);
  expect(await pass(1, claimed)).toEqual([true]);
  // What it was before no longer is; and the setting, left where it is, claims nothing more.
  expect(await pass(20, claimed, keeper)).toEqual([true, false]);
  expect(await pass(20, keeperOf({ ...original.parts, config: claiming.config }))).toEqual([false]);
});

it('goes on where storage lets nobody write over the mark, as in a container with a retention policy', async () => {
  const { parts } = original;
  const putMark: BlobStore['putMark'] = (mark, before) =>
    before === undefined ? parts.blobs.putMark(mark, before) : Promise.reject(new Error('immutable'));
  const readMark: BlobStore['readMark'] = async () => {
    const found = await parts.blobs.readMark();
    return found && { ...found, at: parts.now() };
  };
  const retained = { ...parts, blobs: { ...parts.blobs, putMark, readMark } };
  const keeper = keeperOf(retained);
  let may = 0;
  for (let n = 0; n < 60; n++) {
    time += minute;
    may += Number(await keeper.mayRemove().catch(() => false));
  }
  expect(may).toBe(60);
  // Its own mark is remembered as long as it is there; what could not be put is not, after a day.
  original.advance(25 * 60 * minute);
  await pass(1, keeper);
  original.advance(-25 * 60 * minute);
  expect(await parts.db.$count(schema.containerMarks)).toBe(2);
  // Who only watched does not take the mark for abandoned without making it anew.
  const restarted = keeperOf(retained);
  for (let n = 0; n < 60; n++) {
    time += minute;
    expect(await restarted.mayRemove().catch(() => false)).toBe(false);
  }
});

it('removes nothing while this server has another time than storage, and marks the container all the same', async () => {
  const keeper = keeperOf(original.parts);
  await keeper.mayRemove();
  const before = await markOf(original.parts);
  original.advance(8 * 24 * 60 * minute);
  expect(await pass(30, keeper)).toEqual([false]);
  expect(await markOf(original.parts)).not.toBe(before);
  expect(original.logged()).toMatch(
    /this server's clock says 20\d\d-.* and storage's 20\d\d-.*, so nothing is removed/,
  );
  original.advance(-8 * 24 * 60 * minute);
  expect(await pass(1, keeper)).toEqual([true]);

  const fresh = await createTestPortal();
  open.push(fresh);
  fresh.advance(-8 * 24 * 60 * minute);
  expect(await keeperOf(fresh.parts).mayRemove()).toBe(false);
});

it('a server whose clock is wrong does not forget the mark that another of its database makes in that moment', async () => {
  const { parts } = original;
  const right = keeperOf(parts);
  let between = async () => false;
  const wrong = keeperOf({
    ...parts,
    now: () => new Date(parts.now().getTime() + 8 * 24 * 60 * minute),
    blobs: {
      ...parts.blobs,
      async readMark() {
        const found = await parts.blobs.readMark();
        await between();
        return found;
      },
    },
  });
  expect(await pass(16, right, wrong)).toEqual([true, false]);
  time += 15 * minute;
  between = () => right.mayRemove();
  await wrong.mayRemove();
  expect(await pass(1, right)).toEqual([true]);
});

it('says so once an hour, not at each round', async () => {
  await keeperOf(original.parts).mayRemove();
  const stranger = await openTestDatabase();
  open.push(stranger);
  await pass(119, keeperOf({ ...original.parts, db: stranger.db }));
  expect(original.logged().split('\n')).toHaveLength(2);
});

it('the sweeper leaves bytes where they are as long as it may not remove them', async () => {
  const member = await original.createMember('User');
  await reserveUpload(member.ctx, { name: 'Late', dataTypeId: 'Other', fileName: 'f', size: 1 });
  original.advance(uploadLifetime + sweepMargin + minute);
  expect(await sweepOnce(original.parts, { mayRemove: async () => false })).toMatchObject({ uploads: 0 });
  const away = { mayRemove: () => Promise.reject(new Error('Storage is away.')) };
  expect(await sweepOnce(original.parts, away)).toMatchObject({ uploads: 0 });
  expect(original.logged()).toMatch(/"step":"container"/);
  expect(await sweepOnce(original.parts, { mayRemove: async () => true })).toMatchObject({ uploads: 1 });
});
