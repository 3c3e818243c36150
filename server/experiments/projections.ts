import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type {
  Experiment,
  ExperimentOutput,
  ExperimentRun,
  ExperimentSummary,
} from '#lib/experiments/experiment-schema.ts';
import { ownerNames, purgeTime, toOwner } from '#server/datasets/index.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import type { ExperimentRow, OutputRow, RunRow } from './find-experiment.ts';

const { experimentOutputs, experimentRuns } = schema;
/** Runs told with an experiment; older ones stay readable by the Studio API and their keys. */
const runsShown = 50;

/** Creators are owners by another column name. */
function ownerOf({ creatorId, creatorName }: { creatorId: string | null; creatorName: string | null }) {
  return { ownerId: creatorId, ownerName: creatorName };
}

/** Public shapes of experiments, in their order. */
export async function toSummaries(
  db: Database,
  rows: readonly ExperimentRow[],
): Promise<ExperimentSummary[]> {
  if (rows.length === 0) return [];
  const [names, newest] = await Promise.all([
    ownerNames(db, rows.map(ownerOf)),
    db
      .select({
        id: experimentRuns.experimentId,
        status: experimentRuns.status,
        detail: experimentRuns.detail,
      })
      .from(experimentRuns)
      .where(
        sql`(${experimentRuns.experimentId}, ${experimentRuns.n}) in (${sql.join(
          rows.map(({ id, runCount }) => sql`(${id}::text, ${runCount}::integer)`),
          sql`, `,
        )})`,
      ),
  ]);
  const newestOf = new Map(newest.map((run) => [run.id, run]));
  return rows.map((row) => toSummary(row, names, newestOf.get(row.id)));
}

function toSummary(
  row: ExperimentRow,
  names: Map<string, string>,
  newest: Pick<RunRow, 'status' | 'detail'> | undefined,
): ExperimentSummary {
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    name: row.name,
    creator: toOwner(ownerOf(row), names),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    runCount: row.runCount,
    status: newest?.status ?? null,
    statusDetail: newest?.detail ?? '',
    deletedAt: row.deletedAt?.toISOString() ?? null,
    purgeAt: row.deletedAt ? purgeTime(row.deletedAt).toISOString() : null,
  };
}

/** The public shape of an experiment that was found, with its newest runs. */
export async function describeExperiment(db: Database, row: ExperimentRow): Promise<Experiment> {
  const runs = await db
    .select()
    .from(experimentRuns)
    .where(eq(experimentRuns.experimentId, row.id))
    .orderBy(desc(experimentRuns.n))
    .limit(runsShown);
  const [[summary], described] = await Promise.all([toSummaries(db, [row]), describeRuns(db, runs)]);
  if (!summary) throw new Error('an experiment has a summary');
  return { ...summary, description: row.description, runs: described };
}

/** Public shapes of runs of one experiment, in their order, with their outputs by node and port. */
export async function describeRuns(db: Database, runs: readonly RunRow[]): Promise<ExperimentRun[]> {
  const [first] = runs;
  if (!first) return [];
  const numbers = runs.map(({ n }) => n);
  const outputs = await db
    .select()
    .from(experimentOutputs)
    .where(
      and(eq(experimentOutputs.experimentId, first.experimentId), inArray(experimentOutputs.run, numbers)),
    )
    .orderBy(experimentOutputs.nodeId, experimentOutputs.portName);
  const names = await ownerNames(db, runs.map(ownerOf));
  return runs.map((run) => ({
    n: run.n,
    status: run.status,
    detail: run.detail,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    creator: toOwner(ownerOf(run), names),
    outputs: outputs.filter((output) => output.run === run.n).map(toOutput),
  }));
}

export function toOutput(row: OutputRow): ExperimentOutput {
  const { id, nodeId, portName, dataTypeId, fileName, contentType, size, md5, etag } = row;
  const createdAt = row.createdAt.toISOString();
  return { id, nodeId, portName, dataTypeId, fileName, contentType, size, md5, etag, createdAt };
}
