import { and, eq } from 'drizzle-orm';
import type { Dataset, RepeatVersion } from '#lib/datasets/dataset-schema.ts';
import { SluiceError } from '#lib/errors.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { addVersion } from './add-version.ts';
import { findDataset } from './find-dataset.ts';
import { describeDataset } from './get-dataset.ts';

const { datasetVersions } = schema;

/**
 * Makes version `n` the newest once more, as a new version of the same blobs: nothing is sent, nothing is counted twice, and
 * what was newest stays as it was. With another data type, as a version's own never changes. `conflict` where it is the newest
 * and has that type, and where the newest is another than `newest` by now: who asks has not seen what would be replaced.
 */
export async function repeatVersion(
  ctx: Context,
  { datasetId, n, dataTypeId, newest }: RepeatVersion & { datasetId: string },
): Promise<Dataset> {
  const actor = requireAction(ctx.actor, 'dataset.create');
  const { workspaceId } = actor;
  const dataset = await ctx.db.transaction(async (tx) => {
    const before = await findDataset(tx, workspaceId, datasetId, { lock: true });
    if (newest !== undefined && newest !== before.version)
      throw new SluiceError(
        'conflict',
        `Version ${before.version} is the newest by now, and no longer ${newest}; look at it, then choose anew.`,
      );
    const version = await versionOf(tx, datasetId, n);
    const wanted = dataTypeId ?? version.dataTypeId;
    if (n === before.version && wanted === version.dataTypeId)
      throw new SluiceError(
        'conflict',
        `Version ${n} is the newest and is ${wanted} already; choose another version or type.`,
      );
    const made = await addVersion(tx, {
      workspaceId,
      target: { kind: 'existing', id: datasetId },
      dataTypeId: wanted,
      ownerId: actor.kind === 'member' ? actor.userId : null,
      ownerName: actor.kind === 'token' ? actor.displayName : null,
      origin: version.origin,
      files: version,
      now: ctx.now(),
    });
    await recordEvent(ctx, tx, {
      workspaceId,
      action: 'dataset.repeat-version',
      subject: datasetId,
      details: { n: made.version, from: n, dataTypeId: wanted, typeBefore: version.dataTypeId },
    });
    return made;
  });
  return describeDataset(ctx, dataset);
}

async function versionOf(tx: Database, datasetId: string, n: number) {
  const [version] = await tx
    .select()
    .from(datasetVersions)
    .where(and(eq(datasetVersions.datasetId, datasetId), eq(datasetVersions.n, n)));
  if (!version) throw new SluiceError('not_found', 'This dataset has no such version; look at its versions.');
  return version;
}
