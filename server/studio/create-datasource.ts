import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { maxDescriptionLength } from '#lib/datasets/dataset-limits.ts';
import { nameProblem } from '#lib/datasets/dataset-name.ts';
import { datasetIdSchema } from '#lib/datasets/dataset-schema.ts';
import { SluiceError } from '#lib/errors.ts';
import { datasetNotFound, findDataset, holderOf, nameTaken } from '#server/datasets/index.ts';
import { readAnyJson } from '#server/http/index.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { abandonUpload, confirmUpload, type UploadRow } from '#server/transfers/index.ts';
import { fileFor, readDataType } from './content-of-type.ts';
import { datasourceId } from './datasource.ts';
import { findOpenUpload } from './receive-chunks.ts';
import type { StudioContext } from './studio-route.ts';

const { uploadChunks, uploads } = schema;

const text = z.string().nullish();
const bodySchema = z.object({
  DataSource: z.object({
    Name: z.string(),
    DataTypeId: z.string(),
    Description: text,
    FamilyId: text,
    Owner: text,
  }),
  UploadId: z.string(),
  UploadedFromFileName: text,
});

/**
 * Makes the chunks of an upload a dataset, or a new version of the family named: commits the blocks, then the portal's
 * own confirm (seal, quota, audit, names). Answers the id as a JSON string.
 */
export async function createDatasource(ctx: StudioContext, request: Request): Promise<string> {
  const { workspaceId } = ctx.actor;
  const wanted = readWanted(await readAnyJson(request));
  await ctx.requireStill();
  const { upload, blockCount } = await ctx.db.transaction((tx) => closeChunks(ctx, tx, wanted));
  try {
    const { familyId, name, description } = wanted;
    if (familyId && !datasetIdSchema.safeParse(familyId).success) throw datasetNotFound();
    if (familyId) await findDataset(ctx.db, workspaceId, familyId);
    // Before the bytes are committed: the common conflict costs storage nothing.
    const holder = await holderOf(ctx.db, workspaceId, name);
    if (holder && holder !== familyId) throw nameTaken(name, holder);
    const etag = await ctx.blobs.commitBlocks(upload.blobKey, blockCount, upload.contentType);
    const target = familyId ? { datasetId: familyId, changes: { name, description } } : { name };
    const { dataset } = await confirmUpload(ctx, { uploadId: upload.id, etag, ...target });
    return datasourceId(workspaceId, dataset.id, dataset.version);
  } catch (error) {
    // The client begins anew after a conflict, so its bytes would only take room.
    if (error instanceof SluiceError && ['name_taken', 'not_found'].includes(error.code))
      await abandonUpload(ctx, upload, 'upload.refuse', { reason: error.code });
    throw error;
  }
}

type Wanted = ReturnType<typeof readWanted>;

function readWanted(body: unknown) {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) {
    const at = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new SluiceError('bad_request', `The field ${at || 'DataSource'} is missing or of another type.`);
  }
  const { DataSource, UploadId, UploadedFromFileName } = parsed.data;
  const { Name: name, Description, FamilyId: familyId, Owner } = DataSource;
  const problem = nameProblem(name);
  if (problem) throw new SluiceError('name_invalid', problem);
  const description = Description ?? '';
  if (description.length > maxDescriptionLength || description.includes('\0') || !description.isWellFormed())
    throw new SluiceError(
      'bad_request',
      `The description holds a NUL character, half of a surrogate pair, or more than ${maxDescriptionLength} characters; shorten it.`,
    );
  const dataTypeId = readDataType(DataSource.DataTypeId);
  const file = fileFor(name, dataTypeId, UploadedFromFileName ?? '');
  const owner = (Owner ?? '')
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 200);
  return { uploadId: UploadId, name, description, familyId, dataTypeId, owner, ...file };
}

/** Sees that all chunks are there, and writes to the upload what is known of it by now. */
async function closeChunks(
  ctx: StudioContext,
  tx: Database,
  wanted: Wanted,
): Promise<{ upload: UploadRow; blockCount: number }> {
  const { uploadId, name, description, dataTypeId, fileName, contentType, owner } = wanted;
  const before = await findOpenUpload(ctx, tx, uploadId);
  const isOther =
    before.name !== name || before.description !== description || before.dataTypeId !== dataTypeId;
  // A create that is under way would list its bytes with what this one says of them.
  if (before.name !== null && isOther)
    throw new SluiceError('upload_closed', 'This upload is being made another dataset; begin a new one.');
  const chunks = await tx
    .select()
    .from(uploadChunks)
    .where(eq(uploadChunks.uploadId, uploadId))
    .orderBy(asc(uploadChunks.index));
  const total = chunks[0]?.total ?? 0;
  const gap = Array.from({ length: total }, (_, index) => index).find(
    (index) => chunks[index]?.index !== index,
  );
  if (gap !== undefined)
    throw new SluiceError(
      'upload_incomplete',
      `Of ${total} chunks number ${gap} (blockId ${gap}) is missing; send it, then create the dataset again.`,
    );
  const [upload] = await tx
    .update(uploads)
    .set({
      name,
      description,
      dataTypeId,
      fileName,
      contentType,
      ownerName: owner || before.ownerName,
      size: chunks.reduce((sum, chunk) => sum + chunk.size, 0),
    })
    .where(eq(uploads.id, uploadId))
    .returning();
  if (!upload) throw new Error('the upload row was not written');
  return { upload, blockCount: total };
}
