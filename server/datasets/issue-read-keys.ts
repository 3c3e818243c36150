import { and, eq, inArray } from 'drizzle-orm';
import type { IssueReadKeys, ReadKeys } from '#lib/datasets/dataset-schema.ts';
import { SluiceError } from '#lib/errors.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { findVersion, type VersionAddress } from './issue-read-key.ts';
import { signFile } from './sign-file.ts';

const { datasetFiles } = schema;

/** Keys to files of a version by the hundred, in the order asked for; one line in the audit. */
export async function issueReadKeys(
  ctx: Context<BlobStore>,
  { paths, purpose, ...address }: VersionAddress & IssueReadKeys,
): Promise<ReadKeys> {
  const { dataset, n } = await findVersion(ctx, address);
  const rows = await ctx.db
    .select()
    .from(datasetFiles)
    .where(
      and(eq(datasetFiles.datasetId, dataset.id), eq(datasetFiles.n, n), inArray(datasetFiles.path, paths)),
    );
  const fileAt = new Map(rows.map((row) => [row.path, row]));
  const files = paths.map((path) => {
    const file = fileAt.get(path);
    if (!file)
      throw new SluiceError('not_found', 'This dataset has no such version or file; look at its versions.', {
        details: { path },
      });
    return file;
  });
  const keys = await Promise.all(files.map((file) => signFile(ctx, file)));
  const [only] = files;
  await recordEvent(ctx, ctx.db, {
    workspaceId: dataset.workspaceId,
    action: `dataset.${purpose}`,
    subject: dataset.id,
    details: only && files.length === 1 ? { n, path: only.path } : { n, files: files.length },
  });
  return { keys };
}
