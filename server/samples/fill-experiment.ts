import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { ExperimentRun } from '#lib/experiments/experiment-schema.ts';
import {
  addOutput,
  createExperiment,
  finishRun,
  getExperiment,
  startRun,
  updateExperiment,
} from '#server/experiments/index.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import type { BlobStore } from '#server/storage/index.ts';
import type { Sample } from './catalogue.ts';
import { blobKeyOf, sampleId } from './fill-samples.ts';
import { makeFiles } from './make-content.ts';
import {
  describeSampleExperiment,
  type MadeOutput,
  runExperiment,
  type SampleExperiment,
} from './sample-experiment.ts';
import { readSource } from './source-package.ts';

/**
 * Runs a sample experiment on the bytes of its dataset and lists what it put out, under the same id on every
 * installation; a new run where the outputs differ from those of the newest one.
 */
export async function fillExperiment(
  ctx: Context<BlobStore>,
  experiment: SampleExperiment,
  dataset: Sample,
): Promise<void> {
  const [file] = makeFiles(dataset, await readSource(dataset.source));
  if (!file) throw new Error(`The sample ${dataset.key} has no file.`);
  const { outputs, detail } = runExperiment(experiment, file.content);
  const experimentId = sampleId(experiment.key);
  const facts = { name: experiment.name, description: describeSampleExperiment(experiment, dataset.name) };
  const { experiments } = schema;
  const isListed = (await ctx.db.$count(experiments, eq(experiments.id, experimentId))) > 0;
  if (isListed) await updateExperiment(ctx, { experimentId, ...facts });
  else await createExperiment(ctx, { id: experimentId, ...facts });
  const { runs } = await getExperiment(ctx, { experimentId });
  if (runs[0] && holds(runs[0], outputs)) return;
  const { n: run } = await startRun(ctx, { experimentId });
  for (const { content, ...output } of outputs) {
    const blobKey = blobKeyOf(experimentId, content);
    const sealed = await ctx.blobs.putSealed(blobKey, content, output.contentType);
    await addOutput(ctx, ctx.db, { ...output, ...sealed, experimentId, run, blobKey });
  }
  await finishRun(ctx, { experimentId, run, status: 'finished', detail });
}

/** Whether a run put out just this. */
function holds(run: ExperimentRun, outputs: readonly MadeOutput[]): boolean {
  const made = outputs.map((output) => ({
    ...output,
    md5: createHash('md5').update(output.content).digest('hex'),
  }));
  return keyOf(run.outputs) === keyOf(made);
}

function keyOf(outputs: readonly (Omit<MadeOutput, 'content'> & { md5: string | null })[]): string {
  const facts = outputs.map(({ nodeId, portName, dataTypeId, fileName, contentType, md5 }) =>
    JSON.stringify([nodeId, portName, dataTypeId, fileName, contentType, md5]),
  );
  return facts.sort().join();
}
