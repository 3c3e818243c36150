import { and, eq } from 'drizzle-orm';
import type { ReadKey } from '#lib/datasets/dataset-schema.ts';
import { SluiceError } from '#lib/errors.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { findDataset } from './find-dataset.ts';

const { datasetFiles } = schema;

/** A SAS on one file's sealed snapshot. Every one handed out is in the audit (the SAS itself is not). */
export async function issueReadKey(
  ctx: Context<BlobStore>,
  input: { datasetId: string; n: number; path?: string | undefined; purpose: 'preview' | 'download' },
): Promise<ReadKey> {
  const { workspaceId } = requireAction(ctx.actor, 'dataset.read');
  const dataset = await findDataset(ctx.db, workspaceId, input.datasetId);
  const [file] = await ctx.db
    .select()
    .from(datasetFiles)
    .where(
      and(
        eq(datasetFiles.datasetId, dataset.id),
        eq(datasetFiles.n, input.n),
        input.path === undefined ? undefined : eq(datasetFiles.path, input.path),
      ),
    )
    .orderBy(datasetFiles.path)
    .limit(1);
  if (!file)
    throw new SluiceError('not_found', 'This dataset has no such version or file; look at its versions.');
  const { path: name, contentType, size, etag } = file;
  const { url, expiresAt } = await ctx.blobs.issueReadKey(file.blobKey, file.snapshot, { name, contentType });
  await recordEvent(ctx, ctx.db, {
    workspaceId,
    action: `dataset.${input.purpose}`,
    subject: dataset.id,
    details: { n: input.n, path: name },
  });
  return { url, expiresAt: expiresAt.toISOString(), path: name, size, etag };
}
