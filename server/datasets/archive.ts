import { makeZip } from 'client-zip';
import { z } from 'zod';
import { SluiceError } from '#lib/errors.ts';
import type { Config } from '#server/platform/config.ts';
import type { Context } from '#server/platform/context.ts';
import { openSecret, type SecretPlace, sealSecret } from '#server/platform/secrets.ts';
import { type BlobStore, dispositionOf, type IssuedKey, keyLifetime } from '#server/storage/index.ts';
import { everyFile } from './files-of.ts';
import { findDataset } from './find-dataset.ts';

const ticketSchema = z.object({
  workspaceId: z.string(),
  datasetId: z.string(),
  n: z.int(),
  until: z.int(),
});
const ticketPlace: SecretPlace = { workspaceId: '', row: 'archive', field: 'ticket' };

/** The address of a version's files as one zip: what a SAS is for a single blob, minutes long and for reading it alone. */
export function issueArchiveKey(
  { config, now }: Pick<Context, 'config' | 'now'>,
  version: { workspaceId: string; datasetId: string; n: number },
): IssuedKey {
  const until = now().getTime() + keyLifetime;
  const ticket = sealSecret(config.secretKeys, ticketPlace, JSON.stringify({ ...version, until }));
  return { url: `${archivesUrl(config)}${ticket}`, expiresAt: new Date(until) };
}

/** What comes before the ticket in such an address. */
export function archivesUrl(config: Config): string {
  return `${config.publicUrl}/api/v1/archives/`;
}

/** Streams the files of the version a ticket names, as one zip made on the way: stored, not compressed; zip64 where large. */
export async function streamArchive(
  ctx: Context<BlobStore>,
  { ticket }: { ticket: string },
): Promise<Response> {
  const { workspaceId, datasetId, n } = openTicket(ctx, ticket);
  const dataset = await findDataset(ctx.db, workspaceId, datasetId);
  const { createdAt } = dataset;
  return new Response(zipOf(ctx, { datasetId: dataset.id, n }, createdAt), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': dispositionOf(`${dataset.name}.zip`),
      'cache-control': 'no-store, no-transform',
    },
  });
}

/** A reader that goes away ends the reading from storage too: `client-zip` leaves the file it is in open. */
function zipOf(
  ctx: Context<BlobStore>,
  version: { datasetId: string; n: number },
  lastModified: Date,
): ReadableStream<Uint8Array> {
  const gone = new AbortController();
  let zip: ReadableStreamDefaultReader<Uint8Array> | undefined;
  return new ReadableStream(
    {
      async pull(controller) {
        zip ??= makeZip(entriesOf(ctx, version, lastModified, gone.signal)).getReader();
        const { done, value } = await zip.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel() {
        gone.abort();
        zip?.cancel().catch(() => undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

/** One after the other: of each file a chunk is in memory at a time. */
async function* entriesOf(
  ctx: Context<BlobStore>,
  version: { datasetId: string; n: number },
  lastModified: Date,
  signal: AbortSignal,
) {
  for await (const file of everyFile(ctx.db, version)) {
    const content = await ctx.blobs.read(file.blobKey, file.snapshot);
    if (!content)
      throw new SluiceError('bytes_missing', `The bytes of "${file.path}" are missing in storage.`);
    const input = content.pipeThrough(new TransformStream<Uint8Array, Uint8Array>(), { signal });
    yield { name: file.path, size: file.size, lastModified, input };
  }
}

function openTicket({ config, now }: Context, ticket: string): z.infer<typeof ticketSchema> {
  try {
    const opened = ticketSchema.parse(JSON.parse(openSecret(config.secretKeys, ticketPlace, ticket)));
    if (opened.until > now().getTime()) return opened;
  } catch {
    // Altered, or of another installation: the same answer as for one whose time is over.
  }
  throw new SluiceError('not_found', 'This download link has expired; ask for the download again.');
}
