import { and, eq } from 'drizzle-orm';
import type { Action } from '#lib/access/actions.ts';
import { SluiceError } from '#lib/errors.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { type BlobStore, keyLifetime, type SealedBlob, sameEtag } from '#server/storage/index.ts';
import { abandonUpload } from './cancel-upload.ts';
import { findUpload, requireOpen, type UploadKind, type UploadRow } from './find-upload.ts';
import { requireUploader } from './uploader.ts';

const { uploads } = schema;

export interface SealUpload {
  uploadId: string;
  kind: UploadKind;
  /** What the client saw at its commit. */
  etag: string;
  md5?: string | undefined;
  /** Who may; and what must hold before storage is asked. */
  action: Action;
  check?: (upload: UploadRow) => Promise<void>;
  /** Makes the sealed blob visible, in the transaction that closes the upload; answers what the row is to keep. */
  close(tx: Database, upload: UploadRow, blob: SealedBlob): Promise<Partial<UploadRow>>;
}

/**
 * Closes an upload. Storage's own view decides: the blob must be committed, have the reserved length and the ETag the
 * client saw; then it is sealed (a snapshot, taken only if the ETag still holds) and made visible in one transaction.
 * Repeating it answers the same row.
 */
export async function sealUpload(ctx: Context<BlobStore>, input: SealUpload): Promise<UploadRow> {
  const uploader = requireUploader(ctx.actor, input.action);
  const upload = await findUpload(ctx.db, uploader, input.uploadId, { kinds: [input.kind] });
  requireOpen(upload, ctx.now());
  if (upload.state === 'confirmed') return upload;
  await input.check?.(upload);
  // Of several confirms at once each takes a snapshot and one is listed; the others stay with the blob, unused. They
  // must not be removed: two snapshots of one millisecond can bear the same name.
  const blob = await sealCommitted(ctx, upload, input);
  return ctx.db.transaction(async (tx) => {
    const current = await findUpload(tx, uploader, upload.id, { kinds: [input.kind], lock: true });
    requireOpen(current, ctx.now());
    if (current.state === 'confirmed') return current;
    return closeUpload(tx, upload.id, await input.close(tx, current, blob), ctx.now());
  });
}

/**
 * Marks an upload confirmed; throws `upload_closed` where it no longer is open. The sweeper looks once more when no write
 * key can be alive.
 */
export async function closeUpload(
  tx: Database,
  uploadId: string,
  kept: Partial<UploadRow>,
  now: Date,
): Promise<UploadRow> {
  const [closed] = await tx
    .update(uploads)
    .set({ ...kept, state: 'confirmed', expiresAt: new Date(now.getTime() + keyLifetime) })
    .where(and(eq(uploads.id, uploadId), eq(uploads.state, 'reserved')))
    .returning();
  if (!closed)
    throw new SluiceError('upload_closed', 'This upload was cancelled meanwhile; begin a new one.');
  return closed;
}

/** Holds what storage has against what was reserved and seen, and seals it. Wrong bytes are removed at once. */
async function sealCommitted(
  ctx: Context<BlobStore>,
  upload: UploadRow,
  input: Pick<SealUpload, 'etag' | 'md5'>,
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
  if (stored.flaw) {
    await abandonUpload(ctx, upload, 'upload.refuse', { flaw: stored.flaw });
    throw new SluiceError(
      'integrity',
      `The blob was committed with ${stored.flaw}; the bytes were removed, upload without it.`,
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
