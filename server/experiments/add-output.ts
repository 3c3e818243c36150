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
      await list(ctx, tx, upload, blob);
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

async function list(ctx: Context, tx: Database, upload: UploadRow, blob: SealedBlob): Promise<void> {
  const { workspaceId, experimentId, run, nodeId, portName } = upload;
  if (experimentId === null || run === null || nodeId === null || portName === null)
    throw new Error('the upload is not one of an output');
  const row = {
    id: newId(),
    experimentId,
    run,
    nodeId,
    portName,
    dataTypeId: upload.dataTypeId,
    fileName: upload.fileName,
    contentType: upload.contentType,
    size: blob.size,
    md5: blob.md5 ?? null,
    etag: blob.etag,
    blobKey: upload.blobKey,
    snapshot: blob.snapshot,
    createdAt: ctx.now(),
  };
  await tx
    .insert(experimentOutputs)
    .values(row)
    .catch((error: unknown) => {
      throw breaksUnique(error, 'experiment_outputs_by_port') ? portTaken({ run, nodeId, portName }) : error;
    });
  await tx.update(experiments).set({ updatedAt: ctx.now() }).where(eq(experiments.id, experimentId));
  await recordEvent(ctx, tx, {
    workspaceId,
    action: 'experiment.add-output',
    subject: experimentId,
    details: { run, nodeId, portName, size: blob.size, uploadId: upload.id },
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
