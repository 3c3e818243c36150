import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import { maxBlocks } from '#lib/transfers/block-plan.ts';
import { uploadIdSchema } from '#lib/transfers/upload-schema.ts';
import { readBody } from '#server/http/index.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import {
  findUpload,
  openUpload,
  requireOpen,
  requireUploader,
  type UploadRow,
} from '#server/transfers/index.ts';
import { requireRoom } from '#server/workspaces/index.ts';
import { fileFor, readDataType } from './content-of-type.ts';
import type { StudioContext } from './studio-route.ts';

const { uploadChunks, uploads } = schema;

/** Largest chunk the client sends: 2 MiB. A request holds one in memory, and no more. */
const maxChunkBytes = 0x200000;
const chunkLimits = {
  maxBytes: maxChunkBytes,
  deadline: 120_000,
  wayOn: 'send chunks of 2 MiB at most',
};

/** Opens an upload of unknown size and name: `{Id}`. */
export async function openResourceUpload(ctx: StudioContext, request: Request): Promise<{ Id: string }> {
  const dataTypeId = readDataType(new URL(request.url).searchParams.get('dataTypeId'));
  const upload = { dataTypeId, ...fileFor('data', dataTypeId, ''), size: 0 };
  const { id } = await openUpload(ctx, 'dataset.create', upload, async () => undefined);
  return { Id: id };
}

/**
 * Stages one chunk as a block. The room for it is taken before its bytes go to storage; a chunk sent twice is one
 * block.
 */
export async function receiveChunk(ctx: StudioContext, request: Request): Promise<null> {
  const query = new URL(request.url).searchParams;
  const total = readCount(query.get('numberOfBlocks'), 'numberOfBlocks', 1, maxBlocks);
  const index = readCount(query.get('blockId'), 'blockId', 0, total - 1);
  const uploadId = query.get('uploadId') ?? '';
  const content = await readBody(request, chunkLimits);
  await ctx.requireStill();
  if (content.byteLength === 0)
    throw new SluiceError('bad_request', 'The chunk is empty; send its bytes, or no chunk at all.');
  const size = content.byteLength;
  const chunk = { uploadId, index, total, size };
  const { blobKey, taken } = await ctx.db.transaction((tx) => takeRoom(ctx, tx, chunk));
  try {
    await ctx.blobs.stageBlock(blobKey, index, content);
  } catch (error) {
    await giveRoomBack(ctx.db, uploadId, taken).catch(() => undefined);
    throw error;
  }
  await ctx.db
    .insert(uploadChunks)
    .values({ uploadId, index, total, size })
    .onConflictDoUpdate({ target: [uploadChunks.uploadId, uploadChunks.index], set: { size } });
  return null;
}

async function takeRoom(
  ctx: Context,
  tx: Database,
  chunk: { uploadId: string; index: number; total: number; size: number },
): Promise<{ blobKey: string; taken: number }> {
  const { uploadId, index, total, size } = chunk;
  const upload = await findOpenUpload(ctx, tx, uploadId);
  const [other] = await tx
    .select()
    .from(uploadChunks)
    .where(and(eq(uploadChunks.uploadId, uploadId), ne(uploadChunks.total, total)))
    .limit(1);
  if (other)
    throw new SluiceError(
      'bad_request',
      `This upload was begun as ${other.total} chunks and not as ${total}; begin a new upload.`,
    );
  const [same] = await tx
    .select()
    .from(uploadChunks)
    .where(and(eq(uploadChunks.uploadId, uploadId), eq(uploadChunks.index, index)));
  const { blobKey } = upload;
  const taken = Math.max(0, size - (same?.size ?? 0));
  if (taken === 0) return { blobKey, taken };
  await requireRoom(tx, upload.workspaceId, taken, ctx.now());
  await tx
    .update(uploads)
    .set({ size: upload.size + taken })
    .where(eq(uploads.id, uploadId));
  return { blobKey, taken };
}

/** Of a chunk that storage did not take: sent again it takes its room again. */
async function giveRoomBack(db: Database, uploadId: string, taken: number): Promise<void> {
  // With a name it is being made a dataset, and its size told from the chunks that are there.
  await db
    .update(uploads)
    .set({ size: sql`${uploads.size} - ${taken}` })
    .where(and(eq(uploads.id, uploadId), eq(uploads.state, 'reserved'), isNull(uploads.name)));
}

/** The upload of this workspace's tokens, locked. Throws `not_found`, or `upload_closed` where it was used already. */
export async function findOpenUpload(ctx: Context, tx: Database, uploadId: string): Promise<UploadRow> {
  const uploader = requireUploader(ctx.actor);
  // What is no id is nothing to ask the database for: it refuses to compare a NUL.
  if (!uploadIdSchema.safeParse(uploadId).success)
    throw new SluiceError('not_found', 'There is no such upload of yours here; begin a new one.');
  const upload = await findUpload(tx, uploader, uploadId, { kinds: ['dataset'], lock: true });
  requireOpen(upload, ctx.now());
  if (upload.state !== 'reserved')
    throw new SluiceError('upload_closed', 'This upload was used already; begin a new one.');
  return upload;
}

function readCount(text: string | null, name: string, min: number, max: number): number {
  const count = text !== null && /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (count >= min && count <= max) return count;
  throw new SluiceError('bad_request', `${name} must be a whole number from ${min} to ${max}.`);
}
