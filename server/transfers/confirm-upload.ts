import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import type { ConfirmUpload } from '#lib/transfers/upload-schema.ts';
import { recordEvent } from '#server/audit/index.ts';
import { addVersion, describeDataset, findDataset, refusingTakenName } from '#server/datasets/index.ts';
import type { Context } from '#server/platform/context.ts';
import type { Database } from '#server/platform/db/index.ts';
import { newId } from '#server/platform/secrets.ts';
import type { BlobStore, SealedBlob } from '#server/storage/index.ts';
import type { UploadRow } from './find-upload.ts';
import { sealUpload } from './seal-upload.ts';
import { requireUploader } from './uploader.ts';

/** What the upload becomes; with a new version the dataset may take another name and description. */
type Target =
  | { name: string; datasetId?: undefined }
  | { datasetId: string; name?: string | undefined; description?: string | undefined };

/**
 * Makes an upload a dataset. After `name_taken` the bytes stay, and it can be confirmed under another name or as a new
 * version. `changes` go with a new version of an existing dataset, in the same transaction.
 */
export async function confirmUpload(
  ctx: Context<BlobStore>,
  input: ConfirmUpload & { uploadId: string; changes?: { name: string; description: string } },
): Promise<{ dataset: Dataset }> {
  const { workspaceId } = requireUploader(ctx.actor);
  const { uploadId, etag, md5 } = input;
  let wanted = input.changes?.name ?? input.name ?? '';
  const confirmed = await refusingTakenName(
    ctx.db,
    workspaceId,
    () => wanted,
    () =>
      sealUpload(ctx, {
        uploadId,
        kind: 'dataset',
        etag,
        md5,
        action: 'dataset.create',
        check: async (upload) => {
          const target = targetOf(upload, input);
          wanted = target.name ?? '';
          if (target.datasetId !== undefined) await findDataset(ctx.db, workspaceId, target.datasetId);
        },
        close: (tx, upload, blob) => list(ctx, tx, upload, targetOf(upload, input), blob),
      }),
  );
  const dataset = await findDataset(ctx.db, workspaceId, confirmed.datasetId ?? '', { deleted: 'accept' });
  return { dataset: await describeDataset(ctx, dataset) };
}

function targetOf(upload: UploadRow, input: ConfirmUpload & { changes?: { name: string } }): Target {
  if (input.datasetId !== undefined) return { datasetId: input.datasetId, ...input.changes };
  if (input.name !== undefined) return { name: input.name };
  if (upload.datasetId !== null) return { datasetId: upload.datasetId };
  return { name: upload.name ?? upload.fileName };
}

async function list(
  ctx: Context,
  tx: Database,
  upload: UploadRow,
  target: Target,
  blob: SealedBlob,
): Promise<Partial<UploadRow>> {
  const { workspaceId, userId, ownerName, originalAt } = upload;
  const dataset = await addVersion(tx, {
    workspaceId,
    target:
      target.datasetId !== undefined
        ? { kind: 'existing', id: target.datasetId, name: target.name, description: target.description }
        : { kind: 'new', id: newId(), name: target.name, description: upload.description },
    dataTypeId: upload.dataTypeId,
    ownerId: originalAt ? null : userId,
    ownerName,
    origin: originalAt ? 'import' : 'upload',
    files: [{ ...blob, path: upload.fileName, contentType: upload.contentType, blobKey: upload.blobKey }],
    originalAt,
    now: ctx.now(),
  });
  await recordEvent(ctx, tx, {
    workspaceId,
    action: dataset.version === 1 ? 'dataset.create' : 'dataset.new-version',
    subject: dataset.id,
    details: { n: dataset.version, fileName: upload.fileName, size: blob.size, uploadId: upload.id },
  });
  return { datasetId: dataset.id, name: dataset.name, version: dataset.version };
}
