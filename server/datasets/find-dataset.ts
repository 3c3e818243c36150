import { and, eq } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import type { DatasetRow } from './projections.ts';

const { datasets } = schema;

/** The one answer for what does not exist and for what belongs to another workspace. */
export function datasetNotFound(): SluiceError {
  return new SluiceError('not_found', 'This dataset does not exist, or it is in a workspace you cannot see.');
}

/** The dataset of this workspace; deleted ones only where asked for. Throws `not_found`. */
export async function findDataset(
  db: Database,
  workspaceId: string,
  datasetId: string,
  { deleted = 'refuse', lock = false }: { deleted?: 'refuse' | 'accept'; lock?: boolean } = {},
): Promise<DatasetRow> {
  const query = db
    .select()
    .from(datasets)
    .where(and(eq(datasets.workspaceId, workspaceId), eq(datasets.id, datasetId)));
  const [row] = await (lock ? query.for('update') : query);
  if (!row) throw datasetNotFound();
  // Members see what was deleted in a list of its own, so it is no secret here.
  if (row.deletedAt && deleted === 'refuse')
    throw new SluiceError('not_found', 'This dataset was deleted; restore it under “Recently deleted”.');
  return row;
}
