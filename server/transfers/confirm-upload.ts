import { eq } from 'drizzle-orm';
import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import { SluiceError } from '#lib/errors.ts';
import type { ConfirmUpload } from '#lib/transfers/upload-schema.ts';
import { recordEvent } from '#server/audit/index.ts';
import { addVersion, describeDataset, findDataset, refusingTakenName } from '#server/datasets/index.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { newId } from '#server/platform/secrets.ts';
import { type BlobStore, keyLifetime, type SealedBlob } from '#server/storage/index.ts';
import { abandonUpload } from './cancel-upload.ts';
import { findUpload, requireOpen, type UploadRow } from './find-upload.ts';
import { requireUploader } from './uploader.ts';

const { uploads } = schema;

/**
 * Makes an upload a dataset. Storage's own view decides: the blob must be committed, have the reserved length and the
 * ETag the client saw; then it is sealed (a snapshot, taken only if the ETag still holds) and listed in one
 * transaction. Repeating it answers the same. After `name_taken` the bytes stay, and it can be confirmed under another
 * name or as a new version.
 */
export async function confirmUpload(
  ctx: Context<BlobStore>,
  input: ConfirmUpload & { uploadId: string },
): Promise<{ dataset: Dataset }> {
  const uploader = requireUploader(ctx.actor);
  const upload = await findUpload(ctx.db, uploader, input.uploadId);
  requireOpen(upload, ctx.now());
  if (upload.state === 'confirmed') return answerOf(ctx, upload);

  const target = targetOf(upload, input);
  if (target.datasetId !== undefined) await findDataset(ctx.db, upload.workspaceId, target.datasetId);
  // Of several confirms at once each takes a snapshot and one is listed; the others stay with the blob, unused. They
  // must not be removed: two snapshots of one millisecond can bear the same name.
  const blob = await sealCommitted(ctx, upload, input);
  const confirmed = await refusingTakenName(ctx.db, upload.workspaceId, target.name ?? '', () =>
    ctx.db.transaction(async (tx) => {
      const current = await findUpload(tx, uploader, upload.id, { lock: true });
      requireOpen(current, ctx.now());
      return current.state === 'confirmed' ? current : closeUpload(ctx, tx, current, target, blob);
    }),
  );
  return answerOf(ctx, confirmed);
}

type Target = { name: string; datasetId?: undefined } | { datasetId: string; name?: undefined };

function targetOf(upload: UploadRow, input: ConfirmUpload): Target {
  if (input.datasetId !== undefined) return { datasetId: input.datasetId };
  if (input.name !== undefined) return { name: input.name };
  if (upload.datasetId !== null) return { datasetId: upload.datasetId };
  return { name: upload.name ?? upload.fileName };
}

/** Holds what storage has against what was reserved and seen, and seals it. Wrong bytes are removed at once. */
async function sealCommitted(
  ctx: Context<BlobStore>,
  upload: UploadRow,
  input: ConfirmUpload,
): Promise<SealedBlob> {
  const stored = await ctx.blobs.inspect(upload.blobKey);
  if (!stored)
    throw new SluiceError(
      'upload_incomplete',
      'Storage has no committed bytes for this upload; commit its blocks first.',
    );
  if (stored.size !== upload.size) {
    await abandonUpload(ctx, upload, 'upload.refuse', { reserved: upload.size, stored: stored.size });
    throw new SluiceError(
      'integrity',
      `Storage holds ${stored.size} bytes and ${upload.size} were reserved; the bytes were removed, upload the file anew.`,
    );
  }
  if (stored.encoded) {
    await abandonUpload(ctx, upload, 'upload.refuse', { contentEncoding: true });
    throw new SluiceError(
      'integrity',
      'The blob was committed with a Content-Encoding, which readers would undo; the bytes were removed, upload without it.',
    );
  }
  if (input.md5 && stored.md5 && input.md5 !== stored.md5)
    throw new SluiceError(
      'integrity',
      'The MD5 given is not the one committed with the blob; upload the file anew.',
    );
  const snapshot = sameEtag(stored.etag, input.etag)
    ? await ctx.blobs.seal(upload.blobKey, stored.etag)
    : undefined;
  if (!snapshot)
    throw new SluiceError(
      'integrity',
      'The blob was written again after your commit; cancel and upload the file anew.',
    );
  return { ...stored, md5: stored.md5 ?? input.md5, snapshot };
}

/** ETags differ in quotes and case between clients, not in what they name. */
function sameEtag(one: string, other: string): boolean {
  const bare = (etag: string) => etag.replace(/^W\/|"/g, '').toLowerCase();
  return bare(one) === bare(other);
}

async function closeUpload(
  ctx: Context,
  tx: Context['db'],
  upload: UploadRow,
  target: Target,
  blob: SealedBlob,
): Promise<UploadRow> {
  const { workspaceId, userId } = upload;
  const dataset = await addVersion(tx, {
    workspaceId,
    target:
      target.datasetId !== undefined
        ? { kind: 'existing', id: target.datasetId }
        : { kind: 'new', id: newId(), name: target.name, description: upload.description },
    dataTypeId: upload.dataTypeId,
    ownerId: userId,
    origin: 'upload',
    file: { ...blob, path: upload.fileName, contentType: upload.contentType, blobKey: upload.blobKey },
    now: ctx.now(),
  });
  const [closed] = await tx
    .update(uploads)
    .set({
      state: 'confirmed',
      datasetId: dataset.id,
      name: dataset.name,
      version: dataset.version,
      // The sweeper looks once more when no write key can be alive.
      expiresAt: new Date(ctx.now().getTime() + keyLifetime),
    })
    .where(eq(uploads.id, upload.id))
    .returning();
  if (!closed) throw new Error('the upload row was not written');
  await recordEvent(ctx, tx, {
    workspaceId,
    action: dataset.version === 1 ? 'dataset.create' : 'dataset.new-version',
    subject: dataset.id,
    details: { n: dataset.version, fileName: upload.fileName, size: blob.size, uploadId: upload.id },
  });
  return closed;
}

async function answerOf(ctx: Context, upload: UploadRow): Promise<{ dataset: Dataset }> {
  const { workspaceId, datasetId } = upload;
  const dataset = await findDataset(ctx.db, workspaceId, datasetId ?? '', { deleted: 'accept' });
  return { dataset: await describeDataset(ctx, dataset) };
}
