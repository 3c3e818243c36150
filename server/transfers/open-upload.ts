import type { Action } from '#lib/access/actions.ts';
import type { DataTypeId } from '#lib/datasets/data-types.ts';
import { planBlocks } from '#lib/transfers/block-plan.ts';
import type { ReservedUpload } from '#lib/transfers/upload-schema.ts';
import { unknownWorkspace } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { newId } from '#server/platform/secrets.ts';
import { type BlobStore, requireDiskRoom } from '#server/storage/index.ts';
import { requireRoom, roleIn } from '#server/workspaces/index.ts';
import { toUpload, type UploadRow } from './find-upload.ts';
import { uploadLifetime } from './keep-open.ts';
import { requireUploader } from './uploader.ts';

export interface NewUpload {
  dataTypeId: DataTypeId;
  /** Of one file. */
  fileName?: string;
  contentType?: string | undefined;
  /** Of many files: how many. */
  fileCount?: number;
  /** Bytes, as far as they are known. */
  size: number;
  /** What it holds of the quota, where that is not `size`. */
  heldBytes?: number;
  description?: string | undefined;
  /** What it becomes: a dataset of this name, a version of that one, or the output of a run's port. */
  name?: string | undefined;
  datasetId?: string | undefined;
  experimentId?: string;
  run?: number;
  nodeId?: string;
  portName?: string;
  /** Who sends it through a link, as they call themselves. */
  sender?: string;
  original?: { createdAt: string; owner: string } | undefined;
}

/**
 * Opens an upload for who may do `action`: see that there is room and the member still is one, `check` what it is to become, pick an unguessable
 * blob. All in one transaction.
 */
export async function openUpload(
  ctx: Context<BlobStore>,
  action: Action,
  upload: NewUpload,
  check: (tx: Database) => Promise<void>,
): Promise<UploadRow> {
  const { workspaceId, userId, ownerName, requestId } = requireUploader(ctx.actor, action);
  const now = ctx.now();
  const { original, sender, fileName = '', ...fields } = upload;
  const isFolder = upload.fileCount !== undefined;
  return ctx.db.transaction(async (tx) => {
    // First, as it locks the workspace: who removes a member locks that before the member's links.
    const more = upload.heldBytes ?? upload.size;
    await requireRoom(tx, workspaceId, more, now);
    // While it waited for that, the member may have been removed, with all uploads there were.
    if (userId !== null && !(await roleIn(tx, userId, workspaceId))) throw unknownWorkspace();
    await check(tx);
    requireDiskRoom(ctx.config, more);
    const [row] = await tx
      .insert(schema.uploads)
      .values({
        ...fields,
        fileName,
        id: newId(),
        workspaceId,
        userId,
        requestId,
        ownerName: original?.owner ?? sender ?? ownerName,
        originalAt: original ? new Date(original.createdAt) : null,
        state: 'reserved',
        contentType: upload.contentType ?? 'application/octet-stream',
        blockSize: planBlocks(isFolder ? 0 : upload.size).blockSize,
        blobKey: `${workspaceId}/${newId()}`,
        createdAt: now,
        expiresAt: new Date(now.getTime() + uploadLifetime),
      })
      .returning();
    if (!row) throw new Error('the upload row was not written');
    const { size } = upload;
    const details = isFolder ? { files: upload.fileCount, size } : { fileName, size };
    await recordEvent(ctx, tx, { workspaceId, action: 'upload.reserve', subject: row.id, details });
    return row;
  });
}

/** The upload with a SAS for its one blob. */
export async function withWriteKey(ctx: Context<BlobStore>, row: UploadRow): Promise<ReservedUpload> {
  const { url, expiresAt } = await ctx.blobs.issueWriteKey(row.blobKey);
  return { ...toUpload(row), key: { url, expiresAt: expiresAt.toISOString() } };
}
