import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import type { ConfirmUpload } from '#lib/transfers/upload-schema.ts';
import { describeDataset, findDataset, refusingTakenName } from '#server/datasets/index.ts';
import type { Context } from '#server/platform/context.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { listAsVersion, targetOf } from './list-as-version.ts';
import { sealUpload } from './seal-upload.ts';
import { requireUploader } from './uploader.ts';

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
        close: (tx, upload, blob) => {
          const { fileName: path, contentType, blobKey } = upload;
          const file = { ...blob, path, contentType, blobKey };
          return listAsVersion(ctx, tx, upload, targetOf(upload, input), [file]);
        },
      }),
  );
  const dataset = await findDataset(ctx.db, workspaceId, confirmed.datasetId ?? '', { deleted: 'accept' });
  return { dataset: await describeDataset(ctx, dataset) };
}
