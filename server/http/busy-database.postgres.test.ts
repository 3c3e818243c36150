import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createExperiment, saveOutput, startRun } from '#server/experiments/index.ts';
import {
  type Database,
  isDatabaseAway,
  type OpenDatabase,
  openDatabase,
  schema,
} from '#server/platform/db/index.ts';
import { openDataRequest, reserveSubmission } from '#server/shares/index.ts';
import {
  addOutput,
  createTestPortal,
  type Member,
  requestData,
  type TestPortal,
  visitorOf,
} from '#server/testing/index.ts';
import { reserveUpload } from '#server/transfers/index.ts';
import { acceptInvitation, createInvitation, removeMember } from '#server/users/index.ts';

const { invitations, shares, uploads, workspaces } = schema;
let portal: TestPortal;
let owner: Member;
/** The same database, where who waits for a row gives up sooner. */
let hasty: OpenDatabase;
beforeAll(async () => {
  portal = await createTestPortal();
  owner = await portal.createMember('Owner');
  const url = new URL(portal.databaseUrl ?? '');
  url.searchParams.set('lock_timeout', '500');
  hasty = await openDatabase({ kind: 'postgres', url: url.href });
});
afterAll(async () => {
  await hasty.close();
  await portal.close();
});

const lock = (tx: Database, id: string) =>
  tx.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.id, id)).for('update');

it('lets both of a deadlock come to their end', async () => {
  const [one, other] = [await portal.createWorkspace(), await portal.createWorkspace()];
  let holders = 0;
  const bothIn = async (first: string, second: string) =>
    portal.parts.db.transaction(async (tx) => {
      await lock(tx, first);
      holders += 1;
      // One that was ended by PostgreSQL begins anew, and finds the other gone.
      await expect.poll(() => holders).toBeGreaterThan(1);
      await lock(tx, second);
      return 'done';
    });
  expect(await Promise.all([bothIn(one, other), bothIn(other, one)])).toEqual(['done', 'done']);
});

it('tells who waited too long for a row that the database does not answer just now', async () => {
  const failure = await portal.parts.db.transaction(async (tx) => {
    await lock(tx, owner.workspaceId);
    return hasty.db.transaction((late) => lock(late, owner.workspaceId)).catch((error: unknown) => error);
  });
  expect(isDatabaseAway(failure)).toBe(true);
});

/** How many wait for others; of those whose statement names `table`, where given. */
async function waitingForLocks(table = ''): Promise<number> {
  const { rows } = (await portal.parts.db.execute(
    sql`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like ${`%"${table}%`}`,
  )) as unknown as { rows: { n: number }[] };
  return rows[0]?.n ?? 0;
}

const file = { sender: 'Ada', fileName: 'sent.csv', dataTypeId: 'GenericCSV', size: 4 } as const;

it('who sends a file through a link takes the workspace before the link, as who removes its maker does', async () => {
  const { id, code } = await requestData(owner);
  const { ticket } = await openDataRequest(visitorOf(owner), { code });
  const reserved = await portal.parts.db.transaction(async (tx) => {
    await lock(tx, owner.workspaceId);
    const reserving = reserveSubmission(visitorOf(owner), { code, ticket, ...file });
    await expect.poll(() => waitingForLocks()).toBeGreaterThan(0);
    await hasty.db.transaction((other) =>
      other.select({ id: shares.id }).from(shares).where(eq(shares.id, id)).for('update', { noWait: true }),
    );
    return { reserving };
  });
  expect((await reserved.reserving).fileName).toBe('sent.csv');
});

it('who accepts an invitation takes the workspace before it, as who removes its sender does', async () => {
  const { id, url } = await createInvitation(owner.ctx, { email: 'new@example.org', role: 'User' });
  const code = new URL(url).hash.slice(1);
  const accepted = await portal.parts.db.transaction(async (tx) => {
    await lock(tx, owner.workspaceId);
    const accepting = acceptInvitation(visitorOf(owner), { code, displayName: 'Ada' });
    await expect.poll(() => waitingForLocks()).toBeGreaterThan(0);
    const theirs = tx.select({ id: invitations.id }).from(invitations).where(eq(invitations.id, id));
    expect(await theirs.for('update', { noWait: true })).toEqual([{ id }]);
    return { accepting };
  });
  expect(await accepted.accepting).toMatchObject({ session: { user: { displayName: 'Ada' } } });
});

it('who saves an output takes the upload before the workspace, as who removes its member does', async () => {
  const { id: experimentId } = await createExperiment(owner.ctx, { name: 'Census' });
  const run = { experimentId, run: (await startRun(owner.ctx, { experimentId })).n };
  const { id: outputId } = await addOutput(owner, run, 'port', 'a\n1\n');
  const { blobs } = owner.ctx;
  let copied: () => void = () => undefined;
  const untilCopied = new Promise<void>((resolve) => {
    copied = resolve;
  });
  let goOn: () => void = () => undefined;
  const untilLocked = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const copySealed: typeof blobs.copySealed = async (...all) => {
    const blob = await blobs.copySealed(...all);
    copied();
    await untilLocked;
    return blob;
  };
  const ctx = { ...owner.ctx, blobs: { ...blobs, copySealed } };
  const saving = saveOutput(ctx, { ...run, outputId, name: 'Saved' });
  await untilCopied;
  await portal.parts.db.transaction(async (tx) => {
    await tx.select({ id: uploads.id }).from(uploads).where(eq(uploads.name, 'Saved')).for('update');
    goOn();
    await expect.poll(() => waitingForLocks()).toBeGreaterThan(0);
    const theirs = tx.select({ id: workspaces.id }).from(workspaces);
    await theirs.where(eq(workspaces.id, owner.workspaceId)).for('update', { noWait: true });
  });
  expect(await saving).toMatchObject({ name: 'Saved' });
});

it('who removes a member does not wait with the workspace for what they have reserved meanwhile', async () => {
  const member = await portal.createMember('User', owner.workspaceId);
  const file = { name: 'Late', dataTypeId: 'Other', fileName: 'f', size: 1 } as const;
  const { id } = await reserveUpload(member.ctx, file);
  const { db } = portal.parts;
  const put = (state: 'reserved' | 'confirmed') =>
    db.update(uploads).set({ state }).where(eq(uploads.id, id));
  // As if it were not there yet.
  await put('confirmed');
  const removed = await db.transaction(async (late) => {
    const removing = await db.transaction(async (first) => {
      await lock(first, owner.workspaceId);
      const begun = removeMember(owner.ctx, { userId: member.userId });
      await expect.poll(() => waitingForLocks()).toBeGreaterThan(0);
      await put('reserved');
      await late.select({ id: uploads.id }).from(uploads).where(eq(uploads.id, id)).for('update');
      return { begun };
    });
    await expect.poll(() => waitingForLocks('uploads')).toBeGreaterThan(0);
    const theirs = late.select({ id: workspaces.id }).from(workspaces);
    await theirs.where(eq(workspaces.id, owner.workspaceId)).for('update', { noWait: true });
    return removing;
  });
  await removed.begun;
  const [upload] = await db.select().from(uploads).where(eq(uploads.id, id));
  expect(upload?.state).toBe('cancelled');
});

it('a member is removed while files arrive through their link', async () => {
  for (let round = 0; round < 3; round++) {
    const maker = await portal.createMember('User', owner.workspaceId);
    const { code } = await requestData(maker, { maxFiles: 100 });
    const { ticket } = await openDataRequest(visitorOf(maker), { code });
    const sending = Array.from({ length: 8 }, () =>
      reserveSubmission(visitorOf(maker), { code, ticket, ...file }).then(
        () => 'reserved',
        ({ code: refusal }) => refusal,
      ),
    );
    await removeMember(owner.ctx, { userId: maker.userId, shares: 'revoke' });
    for (const answer of await Promise.all(sending)) expect(['reserved', 'link_closed']).toContain(answer);
  }
  const { rows } = (await portal.parts.db.execute(
    sql`select count(*)::int as n from shares where revoked_at is not null`,
  )) as unknown as { rows: unknown[] };
  expect(rows).toEqual([{ n: 3 }]);
});
