import { and, eq, isNull } from 'drizzle-orm';
import { nameKey } from '#lib/datasets/dataset-name.ts';
import { SluiceError } from '#lib/errors.ts';
import { breaksUnique, type Database, schema } from '#server/platform/db/index.ts';

const { datasets } = schema;

/** Who holds `name` among the living datasets of the workspace. */
export async function holderOf(db: Database, workspaceId: string, name: string) {
  const [row] = await db
    .select({ id: datasets.id })
    .from(datasets)
    .where(
      and(
        eq(datasets.workspaceId, workspaceId),
        eq(datasets.nameKey, nameKey(name)),
        isNull(datasets.deletedAt),
      ),
    );
  return row?.id;
}

/** The way on, by what was about to get the name. */
const waysOn = {
  upload: 'upload a new version of it, or use another name',
  accepting: 'accept it as a new version of that one, or use another name',
  naming: 'use another name',
  restore: 'rename or delete that one first',
};

type Claim = keyof typeof waysOn;

/** The conflict, with the holder's id so that a client can offer a new version of it. */
export function nameTaken(name: string, datasetId: string | undefined, claim: Claim = 'upload'): SluiceError {
  return new SluiceError('name_taken', `A dataset named "${name}" exists already; ${waysOn[claim]}.`, {
    details: datasetId ? { datasetId } : {},
  });
}

/** Runs a write that may break the unique index on names, and turns that into the conflict. */
export async function refusingTakenName<T>(
  db: Database,
  workspaceId: string,
  name: string | (() => string),
  write: () => Promise<T>,
  claim: Claim = 'upload',
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!breaksUnique(error, 'datasets_living_name')) throw error;
    const taken = typeof name === 'string' ? name : name();
    throw nameTaken(taken, await holderOf(db, workspaceId, taken), claim);
  }
}
