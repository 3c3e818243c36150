import { and, eq, inArray, sql } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import { planBlocks } from '#lib/transfers/block-plan.ts';
import { pathKey } from '#lib/transfers/file-path.ts';
import type { AddFolderFiles } from '#lib/transfers/folder-schema.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, rowsOf, schema } from '#server/platform/db/index.ts';
import { newId } from '#server/platform/secrets.ts';
import { requireDiskRoom } from '#server/storage/index.ts';
import { requireRoom } from '#server/workspaces/index.ts';
import { requireNoClash } from './clashing-paths.ts';
import { earlierFiles } from './earlier-files.ts';
import type { UploadRow } from './find-upload.ts';
import type { UploadFileRow } from './folder-files.ts';

const { uploadFiles, uploads } = schema;
type Named = AddFolderFiles['files'][number];

/**
 * Writes down files of an upload whose row is locked. A file that is there stays as it is, unless it is said to be another
 * by now: then it gets a new blob, as a key that only creates cannot replace. Answers the rows in the order asked for, and
 * which were there.
 */
export async function nameFiles(
  ctx: Context,
  tx: Database,
  upload: UploadRow,
  files: readonly Named[],
): Promise<{ rows: UploadFileRow[]; known: ReadonlySet<string> }> {
  const named = new Map<string, Named>();
  for (const file of files) {
    const key = pathKey(file.path);
    const other = named.get(key);
    if (other) throw other.path === file.path ? namedTwice(file.path) : twins(file.path);
    named.set(key, file);
  }
  const keys = [...named.keys()];
  const found = await tx
    .select()
    .from(uploadFiles)
    .where(and(eq(uploadFiles.uploadId, upload.id), inArray(uploadFiles.pathKey, keys)));
  const rowOf = new Map(found.map((row) => [row.pathKey, row]));
  for (const { path, pathKey: key } of found) if (path !== named.get(key)?.path) throw twins(path);
  const fresh = keys.filter((key) => isOther(named.get(key), rowOf.get(key)));
  const written = await writeRows(tx, upload, new Map(fresh.map((key) => [key, named.get(key) as Named])));
  for (const row of written) rowOf.set(row.pathKey, row);
  if (written.length > 0) {
    await requireNoClash(tx, upload.id, fresh);
    await holdTheirBytes(ctx, tx, upload);
  }
  const known = new Set(keys.filter((key) => !fresh.includes(key)));
  return { rows: keys.map((key) => rowOf.get(key) as UploadFileRow), known };
}

function namedTwice(path: string): SluiceError {
  return new SluiceError(
    'name_invalid',
    `Two of the files have the path "${path.slice(0, 200)}"; name each file once.`,
    { details: { path } },
  );
}

function twins(path: string): SluiceError {
  return new SluiceError(
    'name_invalid',
    `The path "${path.slice(0, 200)}" is there in another Unicode spelling; rename one of the two.`,
    { details: { path } },
  );
}

function isOther(file: Named | undefined, row: UploadFileRow | undefined): boolean {
  if (!row || !file) return true;
  return row.size !== file.size || (file.md5 !== undefined && row.md5 !== null && file.md5 !== row.md5);
}

/** New files get blobs in a folder of their own, so that storage lists them by one request. */
async function writeRows(
  tx: Database,
  upload: UploadRow,
  files: ReadonlyMap<string, Named>,
): Promise<UploadFileRow[]> {
  if (files.size === 0) return [];
  const earlier = await earlierFiles(tx, upload, [...files.values()]);
  const folder = `${upload.blobKey}/${newId()}`;
  const values = [...files].map(([key, { path, size, md5, contentType }], index): UploadFileRow => {
    const same = earlier(md5, size);
    return {
      uploadId: upload.id,
      pathKey: key,
      path,
      size,
      md5: md5 ?? null,
      contentType: contentType ?? same?.contentType ?? 'application/octet-stream',
      blobKey: same?.blobKey ?? `${folder}/${index}`,
      whole: md5 !== undefined && size <= planBlocks(0).blockSize,
      referenced: same !== undefined,
      etag: same?.etag ?? null,
      snapshot: same?.snapshot ?? null,
    };
  });
  await tx.execute(
    sql`insert into ${uploadFiles} ${rowsOf(uploadFiles, values)} on conflict (upload_id, path_key) do update set ${replaced}`,
  );
  return values;
}

const { path, size, md5, contentType, blobKey, whole, referenced, etag, snapshot } = uploadFiles;
const replaced = sql.join(
  [path, size, md5, contentType, blobKey, whole, referenced, etag, snapshot].map(
    ({ name }) => sql`${sql.identifier(name)} = excluded.${sql.identifier(name)}`,
  ),
  sql`, `,
);

/**
 * Holds what is named against what was reserved, and takes more of the quota where more is new than was thought, or where
 * a file grew: a folder is sent as it is by now.
 */
async function holdTheirBytes(ctx: Context, tx: Database, upload: UploadRow): Promise<void> {
  const { size, referenced } = uploadFiles;
  const [sums] = await tx
    .select({
      files: sql<number>`count(*)::int`,
      bytes: sql<string>`sum(${size})`,
      fresh: sql<string>`coalesce(sum(${size}) filter (where not ${referenced}), 0)`,
    })
    .from(uploadFiles)
    .where(eq(uploadFiles.uploadId, upload.id));
  const [files, bytes, fresh] = [sums?.files ?? 0, Number(sums?.bytes ?? 0), Number(sums?.fresh ?? 0)];
  if (files > (upload.fileCount ?? 0))
    throw new SluiceError(
      'conflict',
      `This upload was reserved for ${upload.fileCount} files, and these would make ${files}; reserve another.`,
    );
  const held = upload.heldBytes ?? upload.size;
  if (fresh <= held && bytes <= upload.size) return;
  if (fresh > held) {
    await requireRoom(tx, upload.workspaceId, fresh - held, ctx.now());
    requireDiskRoom(ctx.config, fresh - held);
  }
  const more = { heldBytes: Math.max(fresh, held), size: Math.max(bytes, upload.size) };
  await tx.update(uploads).set(more).where(eq(uploads.id, upload.id));
}
