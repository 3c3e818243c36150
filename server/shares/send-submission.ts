import { eq } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import type { ReceivedSubmission, ReserveSubmission } from '#lib/shares/data-request-schema.ts';
import type { StagedBlocks } from '#lib/transfers/folder-schema.ts';
import type { ReservedUpload, WriteKey } from '#lib/transfers/upload-schema.ts';
import { recordEvent } from '#server/audit/index.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import {
  cancelUpload,
  listStagedBlocks,
  openUpload,
  renewUploadKey,
  sealUpload,
  withWriteKey,
} from '#server/transfers/index.ts';
import { admitLink, type OpenedLink, type VisitorContext } from './admit-link.ts';
import { placesTaken } from './find-link.ts';
import { useLink } from './use-link.ts';

const { shares, uploads } = schema;

interface Sent {
  code: string;
  ticket: string;
  uploadId: string;
}

/**
 * Opens an upload through a link: the plan and a key that may write one unguessable blob, and neither list nor read. What
 * the link asks for is checked, and that a place is left: two at once for the last one, and one of them gets it.
 */
export async function reserveSubmission(
  ctx: VisitorContext,
  { code, ticket, sender, ...file }: ReserveSubmission,
): Promise<ReservedUpload> {
  const link = await admitLink(ctx, 'request', { code, ticket });
  requireWanted(link, file);
  const row = await openUpload(link.ctx, 'submission.send', { ...file, sender }, async (tx) => {
    await requirePlace(tx, link);
    await useLink(link.ctx, tx, 'upload', file.fileName);
  });
  return withWriteKey(link.ctx, row);
}

/** A fresh key for an upload under way. */
export async function renewSubmissionKey(ctx: VisitorContext, { uploadId, ...by }: Sent): Promise<WriteKey> {
  const link = await admitSender(ctx, by);
  return renewUploadKey(link.ctx, { uploadId });
}

/** What storage has of an upload under way, so that a page that was reloaded sends only what is missing. */
export async function listSubmissionBlocks(
  ctx: VisitorContext,
  { uploadId, ...by }: Sent,
): Promise<StagedBlocks> {
  const link = await admitSender(ctx, by);
  return listStagedBlocks(link.ctx, { uploadId });
}

/** Gives an upload up, and its place. */
export async function cancelSubmission(ctx: VisitorContext, { uploadId, ...by }: Sent): Promise<void> {
  const link = await admitSender(ctx, by);
  await cancelUpload(link.ctx, { uploadId });
}

/** Checks and seals what arrived; it awaits acceptance and is listed nowhere. Repeating it answers the same. */
export async function confirmSubmission(
  ctx: VisitorContext,
  { uploadId, etag, md5, ...by }: Sent & { etag: string; md5?: string | undefined },
): Promise<ReceivedSubmission> {
  const link = await admitSender(ctx, by);
  const row = await sealUpload(link.ctx, {
    ...{ uploadId, etag, md5 },
    kind: 'submission',
    action: 'submission.send',
    close: async (tx, upload, blob) => {
      await recordEvent(link.ctx, tx, {
        workspaceId: upload.workspaceId,
        action: 'submission.receive',
        subject: upload.id,
        details: { sender: upload.ownerName, fileName: upload.fileName, size: blob.size },
      });
      const { snapshot } = blob;
      return { etag: blob.etag, md5: blob.md5 ?? null, snapshot, receivedAt: ctx.now() };
    },
  });
  return { id: row.id, fileName: row.fileName, size: row.size, md5: row.md5 };
}

/** Whoever sent the last file that was asked for may still hear that it arrived. */
function admitSender(ctx: VisitorContext, by: { code: string; ticket: string }): Promise<OpenedLink> {
  return admitLink(ctx, 'request', by, ['open', 'used-up']);
}

function requireWanted({ share }: OpenedLink, file: Pick<ReserveSubmission, 'size' | 'dataTypeId'>): void {
  const most = share.maxBytesPerFile ?? 0;
  if (file.size > most)
    throw new SluiceError('too_large', `This link takes files of up to ${formatBytes(most)} each.`);
  if (share.dataTypeIds && !share.dataTypeIds.includes(file.dataTypeId))
    throw new SluiceError('bad_request', `This link takes ${share.dataTypeIds.join(', ')} alone.`, {
      details: { field: 'dataTypeId' },
    });
}

/** Uploads that may be begun for each file a link takes; those given up count too, as each leaves its rows. */
const triesPerFile = 10;

/** With the link's row locked, so that reservations count one after the other. */
async function requirePlace(tx: Database, { share, ctx }: OpenedLink): Promise<void> {
  const [locked] = await tx
    .select({ maxFiles: shares.maxFiles })
    .from(shares)
    .where(eq(shares.id, share.id))
    .for('update');
  const maxFiles = locked?.maxFiles ?? 0;
  if ((await placesTaken(tx, share.id, ctx.now())) >= maxFiles)
    throw new SluiceError('conflict', 'This link takes no more files; ask whoever sent it to you.');
  if ((await tx.$count(uploads, eq(uploads.requestId, share.id))) >= triesPerFile * maxFiles)
    throw new SluiceError(
      'conflict',
      'Too many uploads were begun through this link and given up; ask whoever sent it to you for a new one.',
    );
}
