import { and, eq } from 'drizzle-orm';
import type { ReadKey } from '#lib/datasets/dataset-schema.ts';
import { SluiceError } from '#lib/errors.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { findDataset } from './find-dataset.ts';
import type { DatasetRow, FileRow } from './projections.ts';

const { datasetFiles } = schema;

export interface VersionAddress {
  datasetId: string;
  n: number | 'latest';
}

/** A SAS on one file's sealed snapshot; the first file where none is named. Every one handed out is in the audit. */
export async function issueReadKey(
  ctx: Context<BlobStore>,
  input: VersionAddress & { path?: string | undefined; purpose: 'preview' | 'download' },
): Promise<ReadKey> {
  const { dataset, n, files } = await findFiles(ctx, input);
  return signFile(ctx, dataset, n, input.path, files, input.purpose);
}

/** The files of a version, by path. Throws `not_found` where there is no such dataset or version. */
export async function findFiles(
  ctx: Context,
  { datasetId, n: wanted }: VersionAddress,
): Promise<{ dataset: DatasetRow; n: number; files: FileRow[] }> {
  const { workspaceId } = requireAction(ctx.actor, 'dataset.read');
  const dataset = await findDataset(ctx.db, workspaceId, datasetId);
  const n = wanted === 'latest' ? dataset.version : wanted;
  return { dataset, n, files: await filesOf(ctx.db, dataset.id, n) };
}

/** Files of version `n`, by path; none where there is no such version. */
export function filesOf(db: Database, datasetId: string, n: number): Promise<FileRow[]> {
  return db
    .select()
    .from(datasetFiles)
    .where(and(eq(datasetFiles.datasetId, datasetId), eq(datasetFiles.n, n)))
    .orderBy(datasetFiles.path);
}

export async function signFile(
  ctx: Context<BlobStore>,
  dataset: DatasetRow,
  n: number,
  path: string | undefined,
  files: readonly FileRow[],
  purpose: 'preview' | 'download',
): Promise<ReadKey> {
  const file = path === undefined ? files[0] : files.find((candidate) => candidate.path === path);
  if (!file)
    throw new SluiceError('not_found', 'This dataset has no such version or file; look at its versions.');
  const { path: name, contentType, size, etag, md5 } = file;
  const { url, expiresAt } = await ctx.blobs.issueReadKey(file.blobKey, file.snapshot, { name, contentType });
  await recordEvent(ctx, ctx.db, {
    workspaceId: dataset.workspaceId,
    action: `dataset.${purpose}`,
    subject: dataset.id,
    details: { n, path: name },
  });
  return { url, expiresAt: expiresAt.toISOString(), path: name, size, etag, md5 };
}
