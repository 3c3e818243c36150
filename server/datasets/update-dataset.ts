import { eq } from 'drizzle-orm';
import { nameKey } from '#lib/datasets/dataset-name.ts';
import type { Dataset, UpdateDataset } from '#lib/datasets/dataset-schema.ts';
import { SluiceError } from '#lib/errors.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { findDataset } from './find-dataset.ts';
import { describeDataset } from './get-dataset.ts';
import { refusingTakenName } from './name-taken.ts';
import type { DatasetRow } from './projections.ts';

const { datasets } = schema;

/**
 * Renames or describes a dataset. What is the same already is left alone and not audited; what somebody else changed
 * since the caller saw it is a `conflict`.
 */
export async function updateDataset(
  ctx: Context,
  input: UpdateDataset & { datasetId: string },
): Promise<Dataset> {
  const { workspaceId } = requireAction(ctx.actor, 'dataset.edit');
  const update = () =>
    ctx.db.transaction(async (tx) => {
      const before = await findDataset(tx, workspaceId, input.datasetId, { lock: true });
      requireUnchanged(before, input);
      const { name = before.name, description = before.description } = input;
      if (name === before.name && description === before.description) return before;
      const [after = before] = await tx
        .update(datasets)
        .set({ name, nameKey: nameKey(name), description, updatedAt: ctx.now() })
        .where(eq(datasets.id, before.id))
        .returning();
      const subject = before.id;
      if (name !== before.name)
        await recordEvent(ctx, tx, {
          workspaceId,
          action: 'dataset.rename',
          subject,
          details: { from: before.name, to: name },
        });
      if (description !== before.description)
        await recordEvent(ctx, tx, { workspaceId, action: 'dataset.describe', subject });
      return after;
    });
  const updated = await refusingTakenName(ctx.db, workspaceId, input.name ?? '', update, 'naming');
  return describeDataset(ctx, updated);
}

/**
 * Two people, or two tabs: the later one must not overwrite unseen what the earlier one wrote. What stands there already
 * is no conflict: the same change sent again, as after a lost answer, succeeds.
 */
function requireUnchanged(before: DatasetRow, { replaces, name, description }: UpdateDataset): void {
  const differs = (field: 'name' | 'description', wanted: string | undefined) =>
    wanted !== undefined &&
    wanted !== before[field] &&
    replaces?.[field] !== undefined &&
    replaces[field] !== before[field];
  if (differs('description', description))
    throw new SluiceError(
      'conflict',
      'The README was changed meanwhile; save again to replace what is there now, or cancel to read it first.',
      { details: { field: 'description' } },
    );
  if (differs('name', name))
    throw new SluiceError(
      'conflict',
      `The dataset was renamed to "${before.name}" meanwhile; choose again.`,
      {
        details: { field: 'name' },
      },
    );
}
