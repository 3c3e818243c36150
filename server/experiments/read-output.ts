import type { ReadKey } from '#lib/datasets/dataset-schema.ts';
import { SluiceError } from '#lib/errors.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { findNewestOutput, findOutput, type OutputAddress, type OutputRow } from './find-experiment.ts';

/** A SAS on an output's sealed snapshot. Every one handed out is in the audit. */
export async function issueOutputKey(
  ctx: Context<BlobStore>,
  input: OutputAddress & { purpose: 'preview' | 'download' },
): Promise<ReadKey> {
  const { workspaceId } = requireAction(ctx.actor, 'experiment.read');
  const { output } = await findOutput(ctx.db, workspaceId, input);
  const { fileName, contentType, size, etag, md5 } = output;
  const { url, expiresAt } = await ctx.blobs.issueReadKey(output.blobKey, output.snapshot, {
    name: fileName,
    contentType,
  });
  await recordRead(ctx, workspaceId, output, input.purpose);
  return { url, expiresAt: expiresAt.toISOString(), path: fileName, size, etag, md5 };
}

/** Redirects to a fresh key of the output, for scripts: one address that stays, with the token in a header. */
export async function downloadOutput(ctx: Context<BlobStore>, input: OutputAddress): Promise<Response> {
  const { url } = await issueOutputKey(ctx, { ...input, purpose: 'download' });
  return new Response(null, {
    status: 302,
    headers: { location: url, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  });
}

/** The newest output of a node's port with its bytes, for clients that cannot be sent to storage. */
export async function readOutput(
  ctx: Context<BlobStore>,
  port: { experimentId: string; nodeId: string; portName: string },
): Promise<{ output: OutputRow; content: ReadableStream<Uint8Array> }> {
  const { workspaceId } = requireAction(ctx.actor, 'experiment.read');
  const output = await findNewestOutput(ctx.db, workspaceId, port);
  const content = await ctx.blobs.read(output.blobKey, output.snapshot);
  if (!content)
    throw new SluiceError('bytes_missing', 'The bytes of this output are missing in storage; run it again.');
  await recordRead(ctx, workspaceId, output, 'download');
  return { output, content };
}

function recordRead(
  ctx: Context<BlobStore>,
  workspaceId: string,
  { experimentId, run, nodeId, portName }: OutputRow,
  purpose: 'preview' | 'download',
): Promise<void> {
  return recordEvent(ctx, ctx.db, {
    workspaceId,
    action: `experiment.${purpose}`,
    subject: experimentId,
    details: { run, nodeId, portName },
  });
}
