import { and, eq } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import type { CreatedShare, CreateShare } from '#lib/shares/share-schema.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import { findDataset } from '#server/datasets/index.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { insertLink } from './insert-link.ts';
import { toShare } from './projections.ts';

const { datasetVersions } = schema;

/** Makes a link to a dataset of the workspace: to one version, or always to the newest. */
export async function createShare(ctx: Context, input: CreateShare): Promise<CreatedShare> {
  const { workspaceId } = requireAction(ctx.actor, 'share.create');
  const { datasetId, n, downloadLimit, audience, preview } = input;
  const dataset = await findDataset(ctx.db, workspaceId, datasetId);
  if (n !== null) await requireVersion(ctx.db, datasetId, n);
  const link = {
    kind: 'dataset' as const,
    ...{ datasetId, n, audience },
    preview: preview ?? (downloadLimit ?? null) === null,
    downloadLimit: downloadLimit ?? null,
  };
  const { found, url } = await insertLink(ctx, input, link, (tx, share) =>
    recordEvent(ctx, tx, {
      workspaceId,
      action: 'share.create',
      subject: datasetId,
      details: {
        ...{ shareId: share.id, note: share.note },
        ...{ n, expiresAt: input.expiresAt, hasPassword: share.passwordHash !== null },
        ...{ downloadLimit: share.downloadLimit, audience: share.audience, preview: share.preview },
      },
    }),
  );
  return { ...toShare({ ...found, datasetName: dataset.name }, ctx.now()), url };
}

async function requireVersion(db: Database, datasetId: string, n: number): Promise<void> {
  const [version] = await db
    .select({ n: datasetVersions.n })
    .from(datasetVersions)
    .where(and(eq(datasetVersions.datasetId, datasetId), eq(datasetVersions.n, n)));
  if (!version) throw new SluiceError('not_found', 'This dataset has no such version; look at its versions.');
}
