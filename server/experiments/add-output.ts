import { and, eq } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import type { ExperimentOutput, ReserveOutput } from '#lib/experiments/experiment-schema.ts';
import type { ReservedUpload } from '#lib/transfers/upload-schema.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { breaksUnique, type Database, schema } from '#server/platform/db/index.ts';
import { newId } from '#server/platform/secrets.ts';
import type { BlobStore, SealedBlob } from '#server/storage/index.ts';
import { openUpload, sealUpload, type UploadRow, withWriteKey } from '#server/transfers/index.ts';
import { experimentNotFound, findRun } from './find-experiment.ts';
import { toOutput } from './projections.ts';

const { experimentOutputs, experiments } = schema;

interface RunAddress {
  experimentId: string;
  run: number;
}

/** Opens the upload of what a node's port put out in a run: the block plan and a SAS for one new blob. */
export async function reserveOutput(
  ctx: Context<BlobStore>,
  input: ReserveOutput & RunAddress,
): Promise<ReservedUpload> {
  const { workspaceId } = requireAction(ctx.actor, 'experiment.edit');
  const row = await openUpload(ctx, 'experiment.edit', input, async (tx) => {
    await findRun(tx, workspaceId, input);
    if (await portOf(tx, input)) throw portTaken(input);
  });
  return withWriteKey(ctx, row);
}

/** Checks what storage holds, seals it and lists it as the port's output. Repeating it answers the same. */
export async function confirmOutput(
  ctx: Context<BlobStore>,
  input: RunAddress & { uploadId: string; etag: string; md5?: string | undefined },
): Promise<ExperimentOutput> {
  const { uploadId, etag, md5 } = input;
  const requireSameRun = (upload: UploadRow) => {
    if (upload.experimentId !== input.experimentId || upload.run !== input.run) throw experimentNotFound();
  };
  const { workspaceId } = requireAction(ctx.actor, 'experiment.edit');
  await findRun(ctx.db, workspaceId, input);
  const confirmed = await sealUpload(ctx, {
    uploadId,
    kind: 'output',
    etag,
    md5,
    action: 'experiment.edit',
    check: async (upload) => requireSameRun(upload),
    close: async (tx, upload, blob) => {
      await findRun(tx, workspaceId, input);
      await addOutput(ctx, tx, outputOf(upload, blob), { uploadId });
      return {};
    },
  });
  requireSameRun(confirmed);
  const output = await portOf(ctx.db, {
    ...input,
    nodeId: confirmed.nodeId ?? '',
    portName: confirmed.portName ?? '',
  });
  if (!output) throw experimentNotFound();
  return toOutput(output);
}

function outputOf(upload: UploadRow, blob: SealedBlob): NewOutput {
  const { experimentId, run, nodeId, portName, dataTypeId, fileName, contentType, blobKey } = upload;
  if (experimentId === null || run === null || nodeId === null || portName === null)
    throw new Error('the upload is not one of an output');
  return { experimentId, run, nodeId, portName, dataTypeId, fileName, contentType, blobKey, ...blob };
}

export type NewOutput = Omit<typeof experimentOutputs.$inferInsert, 'id' | 'createdAt'>;

/** Lists a sealed blob as what a run's port put out; in the transaction of what makes it one. Throws `conflict`. */
export async function addOutput(
  ctx: Context,
  tx: Database,
  output: NewOutput,
  origin: { uploadId?: string } = {},
): Promise<void> {
  const { workspaceId } = requireAction(ctx.actor, 'experiment.edit');
  const { experimentId, run, nodeId, portName, size } = output;
  const now = ctx.now();
  await tx
    .insert(experimentOutputs)
    .values({ ...output, id: newId(), createdAt: now })
    .catch((error: unknown) => {
      throw breaksUnique(error, 'experiment_outputs_by_port') ? portTaken(output) : error;
    });
  await tx.update(experiments).set({ updatedAt: now }).where(eq(experiments.id, experimentId));
  await recordEvent(ctx, tx, {
    workspaceId,
    action: 'experiment.add-output',
    subject: experimentId,
    details: { run, nodeId, portName, size, ...origin },
  });
}

type Port = RunAddress & { nodeId: string; portName: string };

async function portOf(db: Database, { experimentId, run, nodeId, portName }: Port) {
  const [row] = await db
    .select()
    .from(experimentOutputs)
    .where(
      and(
        eq(experimentOutputs.experimentId, experimentId),
        eq(experimentOutputs.run, run),
        eq(experimentOutputs.nodeId, nodeId),
        eq(experimentOutputs.portName, portName),
      ),
    );
  return row;
}

function portTaken({ run, nodeId, portName }: Omit<Port, 'experimentId'>): SluiceError {
  return new SluiceError(
    'conflict',
    `Run ${run} has an output of port "${portName}" of node "${nodeId}" already; start a new run for another.`,
  );
}
