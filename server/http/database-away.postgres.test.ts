import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, schema } from '#server/platform/db/index.ts';
import {
  callApi,
  createTestPortal,
  type Member,
  startTcpGate,
  type TcpGate,
  type TestPortal,
} from '#server/testing/index.ts';

let portal: TestPortal;
let member: Member;
let gate: TcpGate;
let through: Awaited<ReturnType<typeof openDatabase>>;

beforeAll(async () => {
  portal = await createTestPortal();
  member = await portal.createMember('User');
  const url = new URL(portal.databaseUrl ?? '');
  gate = await startTcpGate(url.hostname, Number(url.port || 5432));
  url.hostname = '127.0.0.1';
  url.port = String(gate.port);
  through = await openDatabase({ kind: 'postgres', url: url.href });
  const parts = { ...portal.parts, db: through.db };
  Object.assign(globalThis, { sluicePortal: Promise.resolve({ parts, close: async () => undefined }) });
});
afterAll(async () => {
  await through.close();
  await gate.shut();
  await portal.close();
});

const uploads = () => `/api/v1/workspaces/${member.workspaceId}/uploads`;
const reserve = (name: string) =>
  callApi(uploads(), {
    method: 'POST',
    cookie: member.cookie,
    body: { name, dataTypeId: 'Other', fileName: 'f', size: 1 },
  });

it('a database that is away is 503 with Retry-After and no half row; when it is back, so is the portal', async () => {
  expect((await reserve('before')).status).toBe(201);
  await gate.shut();
  for (let round = 0; round < 3; round++) {
    const response = await reserve('meanwhile');
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({ code: 'unavailable' });
  }
  await gate.open();
  expect((await reserve('after')).status).toBe(201);
  const rows = await portal.parts.db
    .select({ name: schema.uploads.name })
    .from(schema.uploads)
    .where(eq(schema.uploads.workspaceId, member.workspaceId));
  expect(rows.map(({ name }) => name).sort()).toEqual(['after', 'before']);
  expect(portal.logged()).not.toContain(member.cookie.split('=')[1]);
});

it('a database that takes no writes for a while, as one that is about to be replaced, is 503 too', async () => {
  const database = sql.identifier(new URL(portal.databaseUrl ?? '').pathname.slice(1));
  const { db } = portal.parts;
  const endOthers = sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
  await db.execute(sql`alter database ${database} set default_transaction_read_only = on`);
  await db.execute(endOthers);
  // A connection that has just been ended is 503 as well.
  await reserve('ended');
  const refused = await reserve('refused');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  await db.transaction(async (tx) => {
    await tx.execute(sql`set transaction read write`);
    await tx.execute(sql`alter database ${database} reset default_transaction_read_only`);
  });
  // Those that were open stay as they were: they lead to a server that will take no writes again.
  await expect.poll(async () => (await reserve('taken')).status).toBe(201);
});
