import { inLanes } from '#lib/in-lanes.ts';
import { planBlocks } from '#lib/transfers/block-plan.ts';
import type { AddedFolderFiles, AddFolderFiles } from '#lib/transfers/folder-schema.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import type { BlobStore, StoredBlob } from '#server/storage/index.ts';
import { findUpload, requireReserved, type UploadRow } from './find-upload.ts';
import { stateOf, storedOf, type UploadFileRow } from './folder-files.ts';
import { keepOpen } from './keep-open.ts';
import { nameFiles } from './name-files.ts';
import { requireUploader } from './uploader.ts';

/**
 * Names files of an upload and answers, for each whose bytes are wanted, its block plan and a SAS for its blob. Naming a
 * file again gives a fresh SAS for the same blob; what has arrived meanwhile is told as sealed.
 */
export async function addFolderFiles(
  ctx: Context<BlobStore>,
  { uploadId, files }: AddFolderFiles & { uploadId: string },
): Promise<AddedFolderFiles> {
  const uploader = requireUploader(ctx.actor);
  const { upload, rows, known } = await ctx.db.transaction(async (tx) => {
    const locked = await findUpload(tx, uploader, uploadId, { kinds: ['folder'], lock: true });
    requireReserved(locked, ctx.now());
    await keepOpen(tx, locked, ctx.now());
    return { upload: locked, ...(await nameFiles(ctx, tx, locked, files)) };
  });
  const stored = await storedAgain(ctx.blobs, upload, rows, known);
  const answers = await Promise.all(rows.map((row) => answerOf(ctx.blobs, row, stored)));
  await recordEvent(ctx, ctx.db, {
    workspaceId: uploader.workspaceId,
    action: 'upload.add-files',
    subject: uploadId,
    details: { files: rows.length, keys: answers.filter(({ key }) => key).length },
  });
  return { files: answers };
}

/**
 * What storage has of files that were named before. One that is not what it should be is removed: a key that only creates
 * could not put it right.
 */
async function storedAgain(
  blobs: BlobStore,
  upload: UploadRow,
  rows: readonly UploadFileRow[],
  known: ReadonlySet<string>,
): Promise<ReadonlyMap<string, StoredBlob>> {
  const before = rows.filter(({ pathKey, snapshot }) => known.has(pathKey) && snapshot === null);
  const stored = await storedOf(blobs, upload, before);
  await removeWrong(blobs, before, stored);
  return stored;
}

/** Removes blobs sent whole that are not what was said of them, as long as they are those that were seen. */
export async function removeWrong(
  blobs: BlobStore,
  files: readonly UploadFileRow[],
  stored: ReadonlyMap<string, StoredBlob>,
): Promise<void> {
  const wrong = files.filter((file) => file.whole && stateOf(file, stored) === 'open');
  await inLanes(8, wrong, async ({ blobKey }) => {
    const blob = stored.get(blobKey);
    if (blob) await blobs.removeSeen(blobKey, blob.etag);
  });
}

async function answerOf(
  blobs: BlobStore,
  row: UploadFileRow,
  stored: ReadonlyMap<string, StoredBlob>,
): Promise<AddedFolderFiles['files'][number]> {
  const { path, size, whole, blobKey } = row;
  const state = stateOf(row, stored);
  const plan = { path, state, ...planBlocks(size), whole };
  if (state !== 'open') return { ...plan, key: null };
  const { url, expiresAt } = await (whole ? blobs.issueCreateKey(blobKey) : blobs.issueWriteKey(blobKey));
  return { ...plan, key: { url, expiresAt: expiresAt.toISOString() } };
}
