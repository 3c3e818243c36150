import { and, eq, inArray, sql } from 'drizzle-orm';
import { inLanes } from '#lib/in-lanes.ts';
import { pathKey } from '#lib/transfers/file-path.ts';
import type { SealedFolderFiles, SealFolderFiles } from '#lib/transfers/folder-schema.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { type BlobStore, sameEtag } from '#server/storage/index.ts';
import { findUpload, requireReserved } from './find-upload.ts';
import { isRight, type UploadFileRow } from './folder-files.ts';
import { requireUploader, type Uploader } from './uploader.ts';

const { uploadFiles } = schema;
type Seen = SealFolderFiles['files'][number];
type Seal = Pick<UploadFileRow, 'pathKey' | 'blobKey' | 'md5' | 'etag' | 'snapshot'>;
/** What became of one file: sealed, with the seal where it is new; or why not, and the way on. */
type Outcome = { seal?: Seal } | { problem: string };

/** Two requests to storage for each file, which wait for storage and not for us. */
const lanes = 8;

/**
 * Holds files committed from blocks against what was said of them and seals each by a snapshot. A file that is not right
 * is told with the way on and stops no other; sealing a sealed one changes nothing.
 */
export async function sealFolderFiles(
  ctx: Context<BlobStore>,
  { uploadId, files }: SealFolderFiles & { uploadId: string },
): Promise<SealedFolderFiles> {
  const uploader = requireUploader(ctx.actor);
  const upload = await findUpload(ctx.db, uploader, uploadId, { kinds: ['folder'] });
  requireReserved(upload, ctx.now());
  const keys = files.map(({ path }) => pathKey(path));
  const rows = await ctx.db
    .select()
    .from(uploadFiles)
    .where(and(eq(uploadFiles.uploadId, uploadId), inArray(uploadFiles.pathKey, keys)));
  const rowAt = new Map(rows.map((row) => [row.path, row]));
  const outcomes = new Map<string, Outcome>();
  await inLanes(lanes, files, async (seen) => {
    outcomes.set(seen.path, await sealFile(ctx.blobs, rowAt.get(seen.path), seen));
  });
  const seals = [...outcomes.values()].flatMap((outcome) => ('seal' in outcome && outcome.seal) || []);
  await writeSeals(ctx, uploader, uploadId, seals);
  return {
    files: files.map(({ path }) => {
      const outcome = outcomes.get(path);
      if (outcome && 'problem' in outcome) return { path, state: 'open', problem: outcome.problem };
      return { path, state: rowAt.get(path)?.referenced ? 'referenced' : 'sealed', problem: null };
    }),
  };
}

async function sealFile(blobs: BlobStore, row: UploadFileRow | undefined, seen: Seen): Promise<Outcome> {
  if (!row) return { problem: 'There is no such file in this upload; name it first.' };
  if (row.referenced || row.snapshot !== null)
    return row.md5 === seen.md5
      ? {}
      : { problem: 'This file is sealed already with other bytes; name it again with its MD5.' };
  if (row.md5 !== null && row.md5 !== seen.md5)
    return { problem: 'The file is not the one that was named, by its MD5; name it again with its MD5.' };
  const stored = await blobs.inspect(row.blobKey);
  if (!stored) return { problem: 'Storage has no committed bytes of this file; commit its blocks first.' };
  if (stored.size !== row.size || stored.flaw) {
    await blobs.removeSeen(row.blobKey, stored.etag);
    const found = stored.flaw ? `them with ${stored.flaw}` : `${stored.size} bytes`;
    return {
      problem: `Storage holds ${found} and ${row.size} were named; the bytes were removed, send the file anew.`,
    };
  }
  if (row.whole)
    return isRight(row, stored)
      ? {}
      : { problem: 'Storage holds other bytes; name the file again for a key.' };
  if (stored.md5 && stored.md5 !== seen.md5)
    return { problem: 'The MD5 given is not the one committed with the blob; send the file anew.' };
  const snapshot = sameEtag(stored.etag, seen.etag) ? await blobs.seal(row.blobKey, stored.etag) : undefined;
  if (!snapshot)
    return { problem: 'The blob was written again after your commit; commit the blocks once more.' };
  const { pathKey: key, blobKey } = row;
  return { seal: { pathKey: key, blobKey, md5: seen.md5, etag: stored.etag, snapshot } };
}

/** The first seal of a blob stays. A file that was named anew meanwhile has another blob, and is not sealed by this. */
async function writeSeals(
  ctx: Context,
  uploader: Uploader,
  uploadId: string,
  seals: readonly Seal[],
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const upload = await findUpload(tx, uploader, uploadId, { kinds: ['folder'], lock: true });
    requireReserved(upload, ctx.now());
    const sealed = sql`jsonb_to_recordset(${JSON.stringify(seals)}::jsonb)
      as sealed ("blobKey" text, md5 text, etag text, snapshot text)`;
    await tx
      .update(uploadFiles)
      .set({ md5: sql`sealed.md5`, etag: sql`sealed.etag`, snapshot: sql`sealed.snapshot` })
      .from(sealed)
      .where(
        sql`${uploadFiles.uploadId} = ${uploadId} and ${uploadFiles.blobKey} = sealed."blobKey"
          and ${uploadFiles.snapshot} is null`,
      );
    await recordEvent(ctx, tx, {
      workspaceId: uploader.workspaceId,
      action: 'upload.seal-files',
      subject: uploadId,
      details: { files: seals.length },
    });
  });
}
