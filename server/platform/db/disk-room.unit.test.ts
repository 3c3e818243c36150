import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isDiskFull, type OpenDatabase, openDatabase } from './index.ts';

let folder: string;
let room = Number.POSITIVE_INFINITY;
let database: OpenDatabase;
const free = () => room;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-room-'));
  database = await openDatabase({ kind: 'pglite', folder: join(folder, 'db') }, free);
  await database.db.execute(sql`create table notes (id int)`);
}, 60_000);
afterAll(async () => {
  room = Number.POSITIVE_INFINITY;
  await database.close();
  await rm(folder, { recursive: true });
});

const write = () => database.db.execute(sql`insert into notes values (1)`);
const count = async () => {
  const { rows } = (await database.db.execute(sql`select count(*)::int as n from notes`)) as unknown as {
    rows: { n: number }[];
  };
  return rows[0]?.n;
};

it('the embedded database refuses to write on a disk that is all but full, reads on, and writes with room again', async () => {
  await write();
  room = 64 * 1024 * 1024 - 1;
  const refusals = await Promise.all([
    write().catch((error: unknown) => error),
    database.db.transaction(async () => undefined).catch((error: unknown) => error),
  ]);
  expect(refusals.map(isDiskFull)).toEqual([true, true]);
  expect(await count()).toBe(1);
  room = Number.POSITIVE_INFINITY;
  await write();
  expect(await count()).toBe(2);
});

it('is not opened there, as it would never answer again', async () => {
  const other = join(folder, 'other', 'db');
  await expect(openDatabase({ kind: 'pglite', folder: other }, () => 0)).rejects.toThrow(
    /has less than 64 MiB left.*make room and start again\.$/,
  );
});
