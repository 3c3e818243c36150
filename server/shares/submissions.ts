import { and, desc, eq, isNotNull, isNull, type SQL } from 'drizzle-orm';
import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import { SluiceError } from '#lib/errors.ts';
import type { AcceptSubmission, Submission } from '#lib/shares/data-request-schema.ts';
import { mostSubmissions, submissionDays } from '#lib/shares/share-limits.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import { addVersion, describeDataset, refusingTakenName } from '#server/datasets/index.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { newId } from '#server/platform/secrets.ts';
import { type BlobStore, keyLifetime } from '#server/storage/index.ts';

const { shares, uploads, users } = schema;
type UploadRow = typeof uploads.$inferSelect;

/** Sealed, and neither accepted nor declined. */
export const isWaiting: SQL | undefined = and(
  isNotNull(uploads.requestId),
  eq(uploads.state, 'confirmed'),
  isNull(uploads.datasetId),
);

/** What arrived through the workspace's links and awaits acceptance, newest first. */
export async function listSubmissions(
  ctx: Context,
  { requestId }: { requestId?: string | undefined },
): Promise<{ items: Submission[] }> {
  const { workspaceId } = requireAction(ctx.actor, 'submission.accept');
  const rows = await ctx.db
    .select({ upload: uploads, title: shares.title, makerId: shares.makerId, makerName: users.displayName })
    .from(uploads)
    .innerJoin(shares, eq(shares.id, uploads.requestId))
    .innerJoin(users, eq(users.id, shares.makerId))
    .where(
      and(
        eq(uploads.workspaceId, workspaceId),
        isWaiting,
        requestId ? eq(uploads.requestId, requestId) : undefined,
      ),
    )
    .orderBy(desc(uploads.receivedAt), uploads.id)
    .limit(mostSubmissions);
  return {
    items: rows.map(({ upload, title, makerId, makerName }) => {
      const { id, fileName, dataTypeId, contentType, size, md5 } = upload;
      const receivedAt = upload.receivedAt ?? upload.createdAt;
      return {
        ...{ id, fileName, dataTypeId, contentType, size, md5 },
        requestId: upload.requestId ?? '',
        requestTitle: title,
        requestMaker: { id: makerId, displayName: makerName },
        sender: upload.ownerName ?? '',
        receivedAt: receivedAt.toISOString(),
        purgeAt: new Date(receivedAt.getTime() + submissionDays * 24 * 3_600_000).toISOString(),
      };
    }),
  };
}

/** Makes what arrived a dataset of this name, or a new version of that one; it is the accepting member's from then on. */
export async function acceptSubmission(
  ctx: Context,
  { submissionId, name, datasetId }: AcceptSubmission & { submissionId: string },
): Promise<{ dataset: Dataset }> {
  const actor = requireAction(ctx.actor, 'submission.accept');
  const { workspaceId } = actor;
  const accept = () =>
    ctx.db.transaction(async (tx) => {
      const { id: uploadId, ...upload } = await lockWaiting(tx, workspaceId, submissionId);
      const { path, size, etag, snapshot } = { ...upload, path: upload.fileName };
      if (etag === null || snapshot === null) throw new Error('a submission without its seal');
      const { contentType, blobKey } = upload;
      const made = await addVersion(tx, {
        workspaceId,
        target:
          datasetId === undefined
            ? { kind: 'new', id: newId(), name: name ?? '', description: '' }
            : { kind: 'existing', id: datasetId },
        dataTypeId: upload.dataTypeId,
        ownerId: actor.kind === 'member' ? actor.userId : null,
        ownerName: upload.ownerName,
        origin: 'upload',
        files: [{ path, contentType, blobKey, size, etag, snapshot, md5: upload.md5 ?? undefined }],
        now: ctx.now(),
      });
      await tx
        .update(uploads)
        .set({ datasetId: made.id, name: made.name, version: made.version })
        .where(eq(uploads.id, uploadId));
      const details = { sender: upload.ownerName, fileName: path, size };
      const created = { n: made.version, fileName: path, size, uploadId };
      await recordEvent(ctx, tx, { workspaceId, action: 'submission.accept', subject: uploadId, details });
      await recordEvent(ctx, tx, {
        workspaceId,
        action: made.version === 1 ? 'dataset.create' : 'dataset.new-version',
        subject: made.id,
        details: created,
      });
      return made;
    });
  const dataset = await refusingTakenName(ctx.db, workspaceId, name ?? '', accept, 'accepting');
  return { dataset: await describeDataset(ctx, dataset) };
}

/** Removes what arrived, bytes and all. */
export async function declineSubmission(
  ctx: Context<BlobStore>,
  { submissionId }: { submissionId: string },
): Promise<void> {
  const { workspaceId } = requireAction(ctx.actor, 'submission.accept');
  await dropSubmission(ctx, { workspaceId, id: submissionId }, 'submission.decline');
}

/** Its last key may live for minutes yet; the sweeper comes by once more when none can. Throws `not_found`. */
export async function dropSubmission(
  ctx: Context<BlobStore>,
  { workspaceId, id }: Pick<UploadRow, 'workspaceId' | 'id'>,
  action: 'submission.decline' | 'submission.purge',
): Promise<void> {
  const dropped = await ctx.db.transaction(async (tx) => {
    const upload = await lockWaiting(tx, workspaceId, id);
    const expiresAt = new Date(ctx.now().getTime() + keyLifetime);
    await tx.update(uploads).set({ state: 'cancelled', expiresAt, sweptAt: null }).where(eq(uploads.id, id));
    const details = { sender: upload.ownerName, fileName: upload.fileName };
    await recordEvent(ctx, tx, { workspaceId, action, subject: id, details });
    return upload;
  });
  await ctx.blobs.remove(dropped.blobKey).catch(() => undefined);
}

async function lockWaiting(tx: Database, workspaceId: string, id: string): Promise<UploadRow> {
  const [row] = await tx
    .select()
    .from(uploads)
    .where(and(eq(uploads.workspaceId, workspaceId), eq(uploads.id, id), isWaiting))
    .for('update');
  if (!row)
    throw new SluiceError(
      'not_found',
      'Nothing of this id waits here; it may be accepted or removed already.',
    );
  return row;
}
