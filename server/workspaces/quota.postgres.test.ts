import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schema } from '#server/platform/db/index.ts';
import { commitContent, createTestPortal, type TestPortal, uploadDataset } from '#server/testing/index.ts';
import { confirmUpload, reserveUpload } from '#server/transfers/index.ts';

const { workspaces } = schema;
let portal: TestPortal;
beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

async function waitingForLocks(): Promise<number> {
  const { rows } = (await portal.parts.db.execute(
    sql`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )) as unknown as { rows: { n: number }[] };
  return rows[0]?.n ?? 0;
}

it('an upload that is confirmed while room is counted takes its room once', async () => {
  const member = await portal.createMember('User');
  const { db } = portal.parts;
  const { id: datasetId } = await uploadDataset(member, '1234');
  const next = { datasetId, dataTypeId: 'Other', fileName: 'f', size: 4 } as const;
  const { id: uploadId, key } = await reserveUpload(member.ctx, next);
  const etag = await commitContent(key.url, new TextEncoder().encode('5678'));
  await db.update(workspaces).set({ quotaBytes: 12 }).where(eq(workspaces.id, member.workspaceId));
  const { reserving } = await db.transaction(async (tx) => {
    await tx.execute(sql`lock table dataset_files in access exclusive mode`);
    const room = reserveUpload(member.ctx, next);
    await expect.poll(waitingForLocks).toBeGreaterThan(0);
    await confirmUpload({ ...member.ctx, db: tx }, { uploadId, etag });
    return { reserving: room };
  });
  expect((await reserving).size).toBe(4);
});
