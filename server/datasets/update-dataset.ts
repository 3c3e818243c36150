import { eq } from 'drizzle-orm';
import { nameKey } from '#lib/datasets/dataset-name.ts';
import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { findDataset } from './find-dataset.ts';
import { describeDataset } from './get-dataset.ts';
import { refusingTakenName } from './name-taken.ts';

const { datasets } = schema;

/** Renames or describes a dataset. What is the same already is left alone and not audited. */
export async function updateDataset(
  ctx: Context,
  input: { datasetId: string; name?: string | undefined; description?: string | undefined },
): Promise<Dataset> {
  const { workspaceId } = requireAction(ctx.actor, 'dataset.edit');
  const updated = await refusingTakenName(ctx.db, workspaceId, input.name ?? '', () =>
    ctx.db.transaction(async (tx) => {
      const before = await findDataset(tx, workspaceId, input.datasetId, { lock: true });
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
    }),
  );
  return describeDataset(ctx, updated);
}
