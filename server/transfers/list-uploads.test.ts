import { afterAll, beforeAll, expect, it } from 'vitest';
import { commitContent, createTestPortal, type TestPortal, uploadDataset } from '#server/testing/index.ts';
import {
  cancelUpload,
  confirmUpload,
  listUploads,
  longestUpload,
  reserveFolder,
  reserveUpload,
} from './index.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

const file = { dataTypeId: 'Other', fileName: 'r.bin', size: 3 } as const;

it('lists what one began and did not end, the newest first, with what it is to become', async () => {
  const { ctx } = await portal.createMember('User');
  const { id: datasetId } = await uploadDataset({ ...(await portal.createMember('User')), ctx }, 'a\n1\n');
  const one = await reserveUpload(ctx, { ...file, name: 'Depths' });
  portal.advance(1_000);
  const version = await reserveUpload(ctx, { ...file, datasetId });
  portal.advance(1_000);
  const folder = await reserveFolder(ctx, { name: 'Levels', dataTypeId: 'Other', fileCount: 12, size: 40 });
  const { items } = await listUploads(ctx);
  expect(items.map(({ id }) => id)).toEqual([folder.id, version.id, one.id]);
  expect(items[0]).toMatchObject({ name: 'Levels', fileName: '', fileCount: 12 });
  expect(items[2]).toMatchObject({ name: 'Depths', fileName: 'r.bin', fileCount: null, size: 3 });
  expect(items[1]?.name).toBe('Readings');
});

it('leaves out what was confirmed, cancelled or left for too long, and what others began', async () => {
  const { ctx } = await portal.createMember('User');
  const other = await portal.createMember('User');
  await reserveUpload(other.ctx, { ...file, name: 'Theirs' });
  const confirmed = await reserveUpload(ctx, { ...file, name: 'Confirmed' });
  const etag = await commitContent(confirmed.key.url, new Uint8Array(3));
  await confirmUpload(ctx, { uploadId: confirmed.id, etag });
  const cancelled = await reserveUpload(ctx, { ...file, name: 'Cancelled' });
  await cancelUpload(ctx, { uploadId: cancelled.id });
  await reserveUpload(ctx, { ...file, name: 'Left' });
  expect((await listUploads(ctx)).items.map(({ name }) => name)).toEqual(['Left']);
  portal.advance(longestUpload);
  expect((await listUploads(ctx)).items).toEqual([]);
});
