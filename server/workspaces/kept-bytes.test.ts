import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asc, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { repeatVersion } from '#server/datasets/index.ts';
import { schema } from '#server/platform/db/index.ts';
import {
  createTestPortal,
  type Member,
  sendFiles,
  type TestPortal,
  uploadFolder,
} from '#server/testing/index.ts';
import { confirmFolder, reserveFolder } from '#server/transfers/index.ts';
import { bytesOf } from './index.ts';

const { datasetVersions } = schema;
let portal: TestPortal;
let member: Member;
beforeAll(async () => {
  portal = await createTestPortal();
  member = await portal.createMember('Owner');
});
afterAll(() => portal.close());

/** Bytes that each version brought, by the versions' own word. */
async function toldBytes(): Promise<(number | null)[]> {
  const rows = await portal.parts.db.select().from(datasetVersions).orderBy(asc(datasetVersions.n));
  return rows.map(({ keptBytes }) => keptBytes);
}

it('what a version brought is known whoever wrote it: it, its files, or the migration', async () => {
  const first = { 'a.csv': 'aaaa', 'b.csv': 'bb' };
  const { dataset } = await uploadFolder(member, first);
  const second = { ...first, 'b.csv': 'bbb' };
  const upload = await reserveFolder(member.ctx, {
    ...{ datasetId: dataset.id, dataTypeId: 'Other', fileCount: 2, size: 7 },
  });
  await sendFiles(member, upload.id, second);
  await confirmFolder(member.ctx, { uploadId: upload.id });
  await repeatVersion(member.ctx, { datasetId: dataset.id, n: 1 });
  expect(await toldBytes()).toEqual([6, 3, 0]);
  const { db } = portal.parts;
  expect(await bytesOf(db, member.workspaceId)).toBe(9);

  await db.update(datasetVersions).set({ keptBytes: null });
  expect(await bytesOf(db, member.workspaceId)).toBe(9);

  const migration = await readFile(
    join(process.cwd(), 'server/platform/db/migrations/0008_kept-bytes.sql'),
    'utf8',
  );
  await db.execute(sql.raw(migration.split('--> statement-breakpoint')[1] ?? ''));
  expect(await toldBytes()).toEqual([6, 3, 0]);
});
