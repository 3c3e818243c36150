import { recordEvent } from '#server/audit/index.ts';
import { addVersion, type NewFile } from '#server/datasets/index.ts';
import type { Context } from '#server/platform/context.ts';
import type { Database } from '#server/platform/db/index.ts';
import { newId } from '#server/platform/secrets.ts';
import type { UploadRow } from './find-upload.ts';

/** What an upload becomes; with a new version the dataset may take another name and description. */
export type Target =
  | { name: string; datasetId?: undefined }
  | { datasetId: string; name?: string | undefined; description?: string | undefined };

/** What was reserved, or what the confirm says instead; `changes` go with a new version. */
export function targetOf(
  upload: UploadRow,
  input: {
    name?: string | undefined;
    datasetId?: string | undefined;
    changes?: { name: string; description: string };
  },
): Target {
  if (input.datasetId !== undefined) return { datasetId: input.datasetId, ...input.changes };
  if (input.name !== undefined) return { name: input.name };
  if (upload.datasetId !== null) return { datasetId: upload.datasetId };
  return { name: upload.name ?? upload.fileName };
}

/** Lists sealed files as a version, in the transaction that closes the upload; answers what its row is to keep. */
export async function listAsVersion(
  ctx: Context,
  tx: Database,
  upload: UploadRow,
  target: Target,
  files: readonly NewFile[],
): Promise<Partial<UploadRow>> {
  const { workspaceId, userId, ownerName, originalAt, fileName, id: uploadId } = upload;
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
    files,
    originalAt,
    now: ctx.now(),
  });
  const { id, name, version, size } = dataset;
  const what = upload.fileCount === null ? { fileName } : { files: files.length };
  await recordEvent(ctx, tx, {
    workspaceId,
    action: version === 1 ? 'dataset.create' : 'dataset.new-version',
    subject: id,
    details: { n: version, ...what, size, uploadId },
  });
  return { datasetId: id, name, version };
}
