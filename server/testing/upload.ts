import { createHash } from 'node:crypto';
import { BlockBlobClient } from '@azure/storage-blob';
import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import type { ExperimentOutput, ReserveOutput } from '#lib/experiments/experiment-schema.ts';
import { blockId, blockRange, planBlocks } from '#lib/transfers/block-plan.ts';
import type { ReserveUpload } from '#lib/transfers/upload-schema.ts';
import { issueReadKeys, listFiles } from '#server/datasets/index.ts';
import { confirmOutput, reserveOutput } from '#server/experiments/index.ts';
import {
  addFolderFiles,
  confirmFolder,
  confirmUpload,
  reserveFolder,
  reserveUpload,
  sealFolderFiles,
} from '#server/transfers/index.ts';
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

/** Sends `content` as a whole under a key that only creates; storage holds it against its MD5. */
export async function putWhole(keyUrl: string, content: Uint8Array): Promise<Response> {
  return fetch(keyUrl, {
    method: 'PUT',
    body: new Blob([new Uint8Array(content)]),
    headers: {
      'x-ms-blob-type': 'BlockBlob',
      'content-md5': createHash('md5').update(content).digest('base64'),
    },
  });
}

/** Files by path, and their bytes. */
export type FolderContent = Record<string, string | Uint8Array>;

/** Declares files of an upload, as a client does that has hashed them. */
export function describeFiles(content: FolderContent): { path: string; size: number; md5: string }[] {
  return Object.entries(content).map(([path, bytes]) => {
    const size = typeof bytes === 'string' ? Buffer.byteLength(bytes) : bytes.byteLength;
    return { path, size, md5: createHash('md5').update(bytes).digest('hex') };
  });
}

/** Sends what is wanted of these files; answers the paths sent. */
export async function sendFiles(
  { ctx }: Pick<Member, 'ctx'>,
  uploadId: string,
  content: FolderContent,
): Promise<string[]> {
  const { files } = await addFolderFiles(ctx, { uploadId, files: describeFiles(content) });
  const sent: string[] = [];
  for (const { path, key, whole } of files) {
    if (!key) continue;
    const bytes = Buffer.from(content[path] ?? '');
    sent.push(path);
    if (whole) {
      const { status } = await putWhole(key.url, bytes);
      if (status !== 201) throw new Error(`storage answered ${status} for ${path}`);
      continue;
    }
    const etag = await commitContent(key.url, bytes);
    const md5 = createHash('md5').update(bytes).digest('hex');
    await sealFolderFiles(ctx, { uploadId, files: [{ path, etag, md5 }] });
  }
  return sent;
}

/** A version of many files made the whole way. */
export async function uploadFolder(
  member: Pick<Member, 'ctx'>,
  content: FolderContent,
  input: { name?: string; datasetId?: string } = {},
): Promise<{ dataset: Dataset; sent: string[] }> {
  const files = describeFiles(content);
  const { id: uploadId } = await reserveFolder(member.ctx, {
    ...(input.datasetId ? {} : { name: 'Folder' }),
    dataTypeId: 'Other',
    fileCount: files.length,
    size: files.reduce((sum, { size }) => sum + size, 0),
    ...input,
  });
  const sent = await sendFiles(member, uploadId, content);
  return { sent, dataset: (await confirmFolder(member.ctx, { uploadId })).dataset };
}

/** Begins an upload of these files. */
export async function reserveFiles({ ctx }: Member, files: FolderContent, name = 'Folder') {
  const described = describeFiles(files);
  const size = described.reduce((sum, file) => sum + file.size, 0);
  const input = { name, dataTypeId: 'Other', fileCount: described.length, size } as const;
  return { ...(await reserveFolder(ctx, input)), described };
}

/** What readers of a version get, by path: its text, or the status storage refuses them with. */
export async function readFiles(
  { ctx }: Member,
  { id: datasetId }: Pick<Dataset, 'id'>,
  n = 1,
): Promise<Record<string, string>> {
  const { items } = await listFiles(ctx, { datasetId, n, limit: 1000 });
  const paths = items.map(({ path }) => path);
  const { keys } = await issueReadKeys(ctx, { datasetId, n, purpose: 'download', paths });
  const read = keys.map(async ({ path, url, etag }) => {
    const response = await fetch(url, { headers: { 'if-match': etag } });
    return [path, response.status === 200 ? await response.text() : `status ${response.status}`] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}
