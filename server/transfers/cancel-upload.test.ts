import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Context } from '#server/platform/context.ts';
import type { BlobStore } from '#server/storage/index.ts';
import {
  commitContent,
  createTestPortal,
  type FolderContent,
  type Member,
  sendFiles,
  type TestPortal,
} from '#server/testing/index.ts';
import { cancelUpload, confirmFolder, confirmUpload, reserveFolder, reserveUpload } from './index.ts';

let portal: TestPortal;
let member: Member;

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

/** Begins its next transaction once `first` is through: as where another server's came in between. */
function behind(ctx: Member['ctx'], first: () => Promise<unknown>): Context<BlobStore> {
  const db = Object.create(ctx.db) as typeof ctx.db;
  db.transaction = async (...work) => {
    await first();
    return ctx.db.transaction(...work);
  };
  return { ...ctx, db };
}

it('does not say that an upload is cancelled which was listed in that moment', async () => {
  member = await portal.createMember('User');
  const content = new TextEncoder().encode('kept');
  const fields = { name: 'Readings', dataTypeId: 'Other', fileName: 'r', size: content.length } as const;
  const { id: uploadId, key } = await reserveUpload(member.ctx, fields);
  const etag = await commitContent(key.url, content);
  const ctx = behind(member.ctx, () => confirmUpload(member.ctx, { uploadId, etag }));
  await expect(cancelUpload(ctx, { uploadId })).rejects.toMatchObject({ code: 'upload_closed' });
});

it('does not say so of a folder either', async () => {
  member = await portal.createMember('User');
  const files: FolderContent = { 'a.csv': 'a' };
  const fields = { name: 'Folder', dataTypeId: 'Other', fileCount: 1, size: 1 } as const;
  const { id: uploadId } = await reserveFolder(member.ctx, fields);
  await sendFiles(member, uploadId, files);
  const ctx = behind(member.ctx, () => confirmFolder(member.ctx, { uploadId }));
  await expect(cancelUpload(ctx, { uploadId })).rejects.toMatchObject({ code: 'upload_closed' });
});
