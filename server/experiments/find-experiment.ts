import { and, desc, eq } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import { portProblem } from '#lib/experiments/port-name.ts';
import { type Database, schema } from '#server/platform/db/index.ts';

const { experimentOutputs, experimentRuns, experiments } = schema;

export type ExperimentRow = typeof experiments.$inferSelect;
export type RunRow = typeof experimentRuns.$inferSelect;
export type OutputRow = typeof experimentOutputs.$inferSelect;

/** The one answer for what does not exist and for what belongs to another workspace. */
export function experimentNotFound(): SluiceError {
  return new SluiceError(
    'not_found',
    'This experiment, run or output does not exist, or it is in a workspace you cannot see.',
  );
}

/** The experiment of this workspace; deleted ones only where asked for. Throws `not_found`. */
export async function findExperiment(
  db: Database,
  workspaceId: string,
  experimentId: string,
  { deleted = 'refuse', lock = false }: { deleted?: 'refuse' | 'accept'; lock?: boolean } = {},
): Promise<ExperimentRow> {
  const query = db
    .select()
    .from(experiments)
    .where(and(eq(experiments.workspaceId, workspaceId), eq(experiments.id, experimentId)));
  const [row] = await (lock ? query.for('update') : query);
  if (!row || (row.deletedAt && deleted === 'refuse')) throw experimentNotFound();
  return row;
}

/** A run of an experiment that is not deleted. Throws `not_found`. */
export async function findRun(
  db: Database,
  workspaceId: string,
  { experimentId, run }: { experimentId: string; run: number },
  { lock = false } = {},
): Promise<RunRow> {
  const { id } = await findExperiment(db, workspaceId, experimentId);
  const query = db
    .select()
    .from(experimentRuns)
    .where(and(eq(experimentRuns.experimentId, id), eq(experimentRuns.n, run)));
  const [row] = await (lock ? query.for('update') : query);
  if (!row) throw experimentNotFound();
  return row;
}

export interface OutputAddress {
  experimentId: string;
  run: number;
  outputId: string;
}

/** An output by its id. Throws `not_found`. */
export async function findOutput(
  db: Database,
  workspaceId: string,
  { experimentId, run, outputId }: OutputAddress,
): Promise<{ experiment: ExperimentRow; output: OutputRow }> {
  const experiment = await findExperiment(db, workspaceId, experimentId);
  const [output] = await db
    .select()
    .from(experimentOutputs)
    .where(
      and(
        eq(experimentOutputs.id, outputId),
        eq(experimentOutputs.experimentId, experiment.id),
        eq(experimentOutputs.run, run),
      ),
    );
  if (!output) throw experimentNotFound();
  return { experiment, output };
}

/** What a node's port put out in the newest run that has it. Throws `not_found`. */
export async function findNewestOutput(
  db: Database,
  workspaceId: string,
  port: { experimentId: string; nodeId: string; portName: string },
): Promise<OutputRow> {
  const { id } = await findExperiment(db, workspaceId, port.experimentId);
  // The names come as they stand in an address; what none can be named, such as NUL, the database refuses to compare.
  if (portProblem(port.nodeId) || portProblem(port.portName)) throw experimentNotFound();
  const [output] = await db
    .select()
    .from(experimentOutputs)
    .where(
      and(
        eq(experimentOutputs.experimentId, id),
        eq(experimentOutputs.nodeId, port.nodeId),
        eq(experimentOutputs.portName, port.portName),
      ),
    )
    .orderBy(desc(experimentOutputs.run))
    .limit(1);
  if (!output) throw experimentNotFound();
  return output;
}
