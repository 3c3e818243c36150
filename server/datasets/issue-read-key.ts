import type { ReadKey } from '#lib/datasets/dataset-schema.ts';
import { SluiceError } from '#lib/errors.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { filesOf } from './files-of.ts';
import { findDataset } from './find-dataset.ts';
import type { DatasetRow } from './projections.ts';
import { signFile } from './sign-file.ts';

export interface VersionAddress {
  datasetId: string;
  n: number | 'latest';
}

/** A SAS on one file's sealed bytes; the first file where none is named. Every one handed out is in the audit. */
export async function issueReadKey(
  ctx: Context<BlobStore>,
  {
    path,
    purpose,
    ...address
  }: VersionAddress & {
    path?: string | undefined;
    purpose: 'preview' | 'download';
  },
): Promise<ReadKey> {
  const { dataset, n } = await findVersion(ctx, address);
  const [file] = await filesOf(ctx.db, dataset.id, n, { path, limit: 1 });
  if (!file)
    throw new SluiceError('not_found', 'This dataset has no such version or file; look at its versions.');
  const key = await signFile(ctx, file);
  await recordEvent(ctx, ctx.db, {
    workspaceId: dataset.workspaceId,
    action: `dataset.${purpose}`,
    subject: dataset.id,
    details: { n, path: file.path },
  });
  return key;
}

/** The dataset and the number that an address names; the version may not exist. Throws `not_found`. */
export async function findVersion(
  ctx: Context,
  { datasetId, n: wanted }: VersionAddress,
): Promise<{ dataset: DatasetRow; n: number }> {
  const { workspaceId } = requireAction(ctx.actor, 'dataset.read');
  const dataset = await findDataset(ctx.db, workspaceId, datasetId);
  return { dataset, n: wanted === 'latest' ? dataset.version : wanted };
}
