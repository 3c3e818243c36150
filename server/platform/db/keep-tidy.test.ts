import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, expect, it, vi } from 'vitest';
import { openDatabase } from './index.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('the log of the embedded database stays short, however much is written', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const folder = await mkdtemp(join(tmpdir(), 'sluice-log-'));
  const { db, close } = await openDatabase({ kind: 'pglite', folder: join(folder, 'db') });
  /** Files of 16 MiB each. */
  const logFiles = async () =>
    (await readdir(join(folder, 'db/pg_wal'))).filter((name) => /^[0-9A-F]{24}$/.test(name)).length;
  await db.execute(sql`create table written (text text)`);
  for (let files = 0; files < 6; files++) {
    await db.execute(sql`insert into written values ('')`);
    // Each makes as if the rest of a file had been written.
    await db.execute(sql`select pg_switch_wal()`);
  }
  expect(await logFiles()).toBeGreaterThan(5);
  vi.advanceTimersByTime(60_000);
  await expect.poll(logFiles, { timeout: 60_000 }).toBeLessThan(5);
  await close();
  await rm(folder, { recursive: true, force: true });
}, 120_000);
