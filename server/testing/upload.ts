import { BlockBlobClient } from '@azure/storage-blob';
import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import type { ExperimentOutput, ReserveOutput } from '#lib/experiments/experiment-schema.ts';
import { blockId, blockRange, planBlocks } from '#lib/transfers/block-plan.ts';
import type { ReserveUpload } from '#lib/transfers/upload-schema.ts';
import { confirmOutput, reserveOutput } from '#server/experiments/index.ts';
import { confirmUpload, reserveUpload } from '#server/transfers/index.ts';
import type { Member } from './test-portal.ts';

/** Stages and commits `content` under a write key, as a client does; answers storage's ETag. */
export async function commitContent(keyUrl: string, content: Uint8Array): Promise<string> {
  const blob = new BlockBlobClient(keyUrl);
  const plan = planBlocks(content.byteLength);
  const ids = Array.from({ length: plan.blockCount }, (_, index) => blockId(index));
  for (const [index, id] of ids.entries()) {
    const { start, end } = blockRange(plan, content.byteLength, index);
    await blob.stageBlock(id, content.subarray(start, end), end - start);
  }
  const { etag } = await blob.commitBlockList(ids);
  if (!etag) throw new Error('storage answered no ETag');
  return etag;
}

/** A dataset made the whole way: reserve, stage, commit, confirm. */
export async function uploadDataset(
  { ctx }: Member,
  content: string | Uint8Array,
  input: Partial<ReserveUpload> = {},
): Promise<Dataset> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const target = input.datasetId ? {} : { name: 'Readings' };
  const reserved = await reserveUpload(ctx, {
    ...target,
    dataTypeId: 'GenericCSV',
    fileName: 'readings.csv',
    contentType: 'text/csv',
    size: bytes.byteLength,
    ...input,
  });
  const etag = await commitContent(reserved.key.url, bytes);
  return (await confirmUpload(ctx, { uploadId: reserved.id, etag })).dataset;
}

/** An output of a run made the whole way; `input` is what differs from a small CSV of node `n`. */
export async function addOutput(
  { ctx }: Pick<Member, 'ctx'>,
  run: { experimentId: string; run: number },
  portName: string,
  content: string | Uint8Array,
  input: Partial<ReserveOutput> = {},
): Promise<ExperimentOutput> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const reserved = await reserveOutput(ctx, {
    ...run,
    nodeId: 'n',
    portName,
    dataTypeId: 'GenericCSV',
    fileName: 'output.csv',
    contentType: 'text/csv',
    size: bytes.byteLength,
    ...input,
  });
  const etag = await commitContent(reserved.key.url, bytes);
  return confirmOutput(ctx, { ...run, uploadId: reserved.id, etag });
}
