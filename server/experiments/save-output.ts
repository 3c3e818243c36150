import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import { SluiceError } from '#lib/errors.ts';
import type { SaveOutput } from '#lib/experiments/experiment-schema.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import {
  addVersion,
  describeDataset,
  holderOf,
  nameTaken,
  refusingTakenName,
} from '#server/datasets/index.ts';
import type { Context } from '#server/platform/context.ts';
import { newId } from '#server/platform/secrets.ts';
import type { BlobStore } from '#server/storage/index.ts';
import {
  abandonUpload,
  closeUpload,
  findUpload,
  openUpload,
  requireUploader,
  type UploadRow,
} from '#server/transfers/index.ts';
import { creatorOf } from './create-experiment.ts';
import { type ExperimentRow, findOutput, type OutputAddress, type OutputRow } from './find-experiment.ts';

/**
 * Makes an output a dataset. Storage copies the bytes to a blob of its own, so that either can be deleted; the room for
 * them is reserved as for any upload, and what fails on the way is swept like one.
 */
export async function saveOutput(
  ctx: Context<BlobStore>,
  input: SaveOutput & OutputAddress,
): Promise<Dataset> {
  const { workspaceId } = requireAction(ctx.actor, 'dataset.create');
  const { name } = input;
  const { experiment, output } = await findOutput(ctx.db, workspaceId, input);
  const { dataTypeId, fileName, contentType, size } = output;
  const upload = await openUpload(
    ctx,
    'dataset.create',
    { name, dataTypeId, fileName, contentType, size },
    async (tx) => {
      const holder = await holderOf(tx, workspaceId, name);
      if (holder) throw nameTaken(name, holder, 'naming');
    },
  );
  try {
    return await copyAndList(ctx, upload, name, experiment, output);
  } finally {
    // Closed by now where it was listed; then this changes nothing. What fails here, the sweeper does.
    await abandonUpload(ctx, upload, 'upload.cancel', { reason: 'save-output' }).catch(() => undefined);
  }
}

async function copyAndList(
  ctx: Context<BlobStore>,
  upload: UploadRow,
  name: string,
  experiment: ExperimentRow,
  output: OutputRow,
): Promise<Dataset> {
  const { workspaceId } = experiment;
  const { creatorId: ownerId, creatorName: ownerName } = creatorOf(ctx.actor);
  const blob = await ctx.blobs.copySealed(output.blobKey, output.snapshot, upload.blobKey);
  if (!blob)
    throw new SluiceError('bytes_missing', 'The bytes of this output are missing in storage; run it again.');
  const list = () =>
    ctx.db.transaction(async (tx) => {
      // Before the dataset, whose row holds its workspace: who removes a member takes their uploads first.
      await findUpload(tx, requireUploader(ctx.actor), upload.id, { lock: true });
      const added = await addVersion(tx, {
        workspaceId,
        target: { kind: 'new', id: newId(), name, description: descriptionOf(experiment, output) },
        dataTypeId: output.dataTypeId,
        ownerId,
        ownerName,
        origin: 'experiment',
        files: [
          {
            ...blob,
            md5: blob.md5 ?? output.md5 ?? undefined,
            path: output.fileName,
            contentType: output.contentType,
            blobKey: upload.blobKey,
          },
        ],
        now: ctx.now(),
      });
      await closeUpload(tx, upload.id, { datasetId: added.id, version: added.version }, ctx.now());
      const details = { n: 1, fileName: output.fileName, size: blob.size, experimentId: experiment.id };
      await recordEvent(ctx, tx, { workspaceId, action: 'dataset.create', subject: added.id, details });
      await recordEvent(ctx, tx, {
        workspaceId,
        action: 'experiment.save-output',
        subject: experiment.id,
        details: { run: output.run, nodeId: output.nodeId, portName: output.portName, datasetId: added.id },
      });
      return added;
    });
  const dataset = await refusingTakenName(ctx.db, workspaceId, name, list, 'naming');
  return describeDataset(ctx, dataset);
}

function descriptionOf({ name }: ExperimentRow, { run, nodeId, portName }: OutputRow): string {
  const quoted = [name, nodeId, portName].map((text) => text.replace(/[\\`*_[\]<>#|]/g, String.raw`\$&`));
  return `Saved from the experiment ${quoted[0]}, run ${run}: port ${quoted[2]} of node ${quoted[1]}.`;
}
