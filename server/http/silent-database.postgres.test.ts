import { setTimeout as delay } from 'node:timers/promises';
import { eq, type SQL, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { isDatabaseAway, type OpenDatabase, openDatabase, schema } from '#server/platform/db/index.ts';
import { newId } from '#server/platform/secrets.ts';
import { prepareSamples } from '#server/samples/index.ts';
import { createTestPortal, startTcpGate, type TcpGate, type TestPortal } from '#server/testing/index.ts';

const { workspaces } = schema;
let portal: TestPortal;
let gate: TcpGate;
let through: OpenDatabase;

beforeAll(async () => {
  portal = await createTestPortal();
  const url = new URL(portal.databaseUrl ?? '');
  gate = await startTcpGate(url.hostname, Number(url.port || 5432));
  url.hostname = '127.0.0.1';
  url.port = String(gate.port);
  // What stands in the address goes before the portal's own limit of 30 s.
  url.searchParams.set('query_timeout', '1000');
  through = await openDatabase({ kind: 'postgres', url: url.href });
});
afterEach(() => gate.hush(false));
afterAll(async () => {
  await through.close();
  await gate.shut();
  await portal.close();
});

const ping = () => through.db.transaction((tx) => tx.execute(sql`select 1`));
const add = (db: typeof through.db, name: string) =>
  db.insert(workspaces).values({ id: newId(), name, createdAt: new Date() });
const count = (name: string) => portal.parts.db.$count(workspaces, eq(workspaces.name, name));
/** This database's sessions of which `what` holds, but for the one that asks. */
async function sessionsWhere(what: SQL): Promise<number> {
  const { rows } = (await portal.parts.db.execute(
    sql`select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and ${what}`,
  )) as unknown as { rows: { n: number }[] };
  return rows[0]?.n ?? 0;
}
const patient = { timeout: 10_000 };
const failureOf = (work: Promise<unknown>) => work.then(() => undefined).catch((error: unknown) => error);

it('has all its connections again after a silence in which as many transactions began', async () => {
  await Promise.all(Array.from({ length: 10 }, ping));
  gate.hush(true);
  const failures = await Promise.all(Array.from({ length: 20 }, () => failureOf(ping())));
  expect(failures.map(isDatabaseAway)).toEqual(failures.map(() => true));
  gate.hush(false);
  await Promise.all(Array.from({ length: 20 }, ping));
});

it('loses none where all are cut as a transaction begins', async () => {
  for (let round = 0; round < 2; round++) {
    await Promise.all(Array.from({ length: 10 }, ping));
    gate.hush(true);
    const failures = Array.from({ length: 10 }, () => failureOf(ping()));
    // Nobody tells that what begins is on its way: the line is silent.
    await delay(100);
    await gate.shut();
    expect((await Promise.all(failures)).map(isDatabaseAway)).toEqual(Array(10).fill(true));
    gate.hush(false);
    await gate.open();
  }
  await ping();
});

it('never commits with the next transaction what failed in the one before', async () => {
  const failed = through.db.transaction(async (tx) => {
    await add(tx, 'failed');
    await tx.execute(sql`select pg_sleep(3)`);
  });
  expect(isDatabaseAway(await failureOf(failed))).toBe(true);
  await through.db.transaction((tx) => add(tx, 'next'));
  await expect
    .poll(() => sessionsWhere(sql`state = 'active' and query like '%pg_sleep(3)%'`), patient)
    .toBe(0);
  expect([await count('failed'), await count('next')]).toEqual([0, 1]);
});

it('outlives that the connections at work are ended', async () => {
  let cut = () => {};
  const untilCut = new Promise<void>((resolve) => {
    cut = resolve;
  });
  const names = Array.from({ length: 5 }, (_, n) => `ended ${n}`);
  const works = names.map((name) =>
    failureOf(
      through.db.transaction(async (tx) => {
        await add(tx, name);
        await untilCut;
        await add(tx, name);
      }),
    ),
  );
  await expect.poll(() => sessionsWhere(sql`state = 'idle in transaction'`), patient).toBe(names.length);
  await portal.parts.db.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`,
  );
  cut();
  expect((await Promise.all(works)).map(isDatabaseAway)).toEqual(names.map(() => true));
  await ping();
});

it('has the server end a statement before the driver gives up on it', async () => {
  const { rows } = (await through.db.execute(sql`show statement_timeout`)) as unknown as { rows: unknown[] };
  expect(rows).toEqual([{ statement_timeout: '25s' }]);
});

it('waits longer than a statement may take for another server to fill the samples', async () => {
  let isHeld = false;
  const holds = portal.parts.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(7582401664)`);
    isHeld = true;
    // What is tested is time: longer than the driver's limit here.
    await delay(2500);
  });
  await expect.poll(() => isHeld).toBe(true);
  await prepareSamples({ ...portal.parts, db: through.db }, []);
  await holds;
  expect(portal.logged()).not.toContain('the samples are not filled');
});
