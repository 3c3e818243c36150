import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schema } from '#server/platform/db/index.ts';
import type { BlobStore, StoredBlob } from '#server/storage/index.ts';
import { createTestPortal, type Member, type TestPortal } from '#server/testing/index.ts';
import { getFolderUpload, reserveFolder } from './index.ts';

const fileCount = 12_000;
/** As many as are named at once lie in one folder in storage. */
const inFolder = 500;
const folders = fileCount / inFolder;
const pathOf = (n: number) => String(n).padStart(6, '0');
const paths = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => pathOf(from + n));

let portal: TestPortal;
let member: Member;
let uploadId: string;
let blobKey: string;
beforeAll(async () => {
  portal = await createTestPortal();
  member = await portal.createMember('User');
  const { db } = portal.parts;
  const folder = { name: 'Many', dataTypeId: 'Other', fileCount, size: fileCount } as const;
  uploadId = (await reserveFolder(member.ctx, folder)).id;
  const [upload] = await db.select().from(schema.uploads).where(eq(schema.uploads.id, uploadId));
  blobKey = upload?.blobKey ?? '';
  await db.execute(sql`
    insert into upload_files (upload_id, path_key, path, size, md5, content_type, blob_key, whole, referenced)
    select ${uploadId}, path, path, 1, md5(path), 'text/plain',
      ${`${blobKey}/`}::text || (g / ${inFolder}::int)::text || '/' || path, true, false
    from generate_series(0, ${fileCount - 1}::int) g, lpad(g::text, 6, '0') path`);
});
afterAll(() => portal.close());

/** The member, where storage has all files before number `until`; and what of it is listed. */
function whereStored(until: number) {
  const lists: string[] = [];
  const list: BlobStore['list'] = async (folder) => {
    lists.push(folder.slice(blobKey.length + 1));
    const found = new Map<string, StoredBlob>();
    for (const [n, path] of paths(0, until).entries()) {
      const key = `${blobKey}/${Math.floor(n / inFolder)}/${path}`;
      const md5 = createHash('md5').update(path).digest('hex');
      if (key.startsWith(`${folder}/`))
        found.set(key, { etag: '"0x1"', size: 1, md5, isCopy: false, flaw: undefined });
    }
    return found;
  };
  return { ctx: { ...member.ctx, blobs: { ...member.ctx.blobs, list } }, lists };
}

it('tells the first open files of very many without looking at all of them', async () => {
  const { ctx, lists } = whereStored(0);
  const page = await getFolderUpload(ctx, { uploadId, limit: 1000, state: 'open' });
  expect(page.files.map(({ path }) => path)).toEqual(paths(0, 1000));
  expect(page.nextAfter).toBe(pathOf(999));
  expect(lists).not.toContain('');
  expect(lists.length).toBeLessThan(folders);
});

it('tells those that are open behind many that are not, each once', async () => {
  const { ctx } = whereStored(fileCount - inFolder);
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await getFolderUpload(ctx, { uploadId, limit: 300, state: 'open', after });
    seen.push(...page.files.map(({ path }) => path));
    after = page.nextAfter ?? undefined;
  } while (after !== undefined);
  expect(seen).toEqual(paths(fileCount - inFolder, fileCount));
});
