import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
} from '@azure/core-rest-pipeline';
import { SaxesParser } from 'saxes';
import type { FoundBlob } from './stored-blob.ts';

/** Azure's. */
const largestPage = 5000;

const pipeline = createPipelineFromOptions({
  retryOptions: { maxRetries: 2, retryDelayInMs: 300, maxRetryDelayInMs: 3000 },
});
const client = createDefaultHttpClient();

export interface ListedBlob extends FoundBlob {
  name: string;
  /** When it was taken, as storage names it; absent of the blob itself. */
  snapshot?: string;
}

/** An address that may list the container (`restype`, `comp` and what to list come on top), and the service version for it. */
export interface ListKey {
  url: string;
  version: string;
}

interface Asked {
  /** A fresh one for each page: a key may end while somebody works through a page. */
  sign: () => Promise<ListKey>;
  prefix: string;
  /** Also blobs of which only blocks are staged. */
  uncommitted?: boolean;
  /** Also snapshots, each before its blob. */
  snapshots?: boolean;
  /** Also which of them are copies. */
  copies?: boolean;
  /** 1 to 5,000. */
  pageSize?: number;
}

/**
 * Lists Blobs, a request for 5,000, page by page; flat. The SDK's own list makes some forty members of each blob, which for
 * a page takes the server's one thread the better part of a second: here an XML parser tells of the few that are asked for.
 * Throws what `storageFailure` understands.
 */
export async function* listPages(asked: Asked): AsyncGenerator<ListedBlob[]> {
  let marker = '';
  do {
    const page = readPage(await request(await asked.sign(), asked, marker));
    yield page.blobs;
    marker = page.next;
  } while (marker !== '');
}

async function request(
  key: ListKey,
  { prefix, uncommitted = false, snapshots = false, copies = false, pageSize = largestPage }: Asked,
  marker: string,
): Promise<string> {
  const url = new URL(key.url);
  const words = { restype: 'container', comp: 'list', prefix, maxresults: String(pageSize) };
  for (const [name, value] of Object.entries(words)) url.searchParams.set(name, value);
  const include = [
    ...(uncommitted ? ['uncommittedblobs'] : []),
    ...(snapshots ? ['snapshots'] : []),
    ...(copies ? ['copy'] : []),
  ];
  if (include.length > 0) url.searchParams.set('include', include.join(','));
  if (marker !== '') url.searchParams.set('marker', marker);
  const { status, headers, bodyAsText } = await pipeline.sendRequest(
    client,
    createPipelineRequest({
      url: url.href,
      headers: createHttpHeaders({ accept: 'application/xml', 'x-ms-version': key.version }),
      // Only an emulator has an address without TLS.
      allowInsecureConnection: url.protocol === 'http:',
      timeout: 30_000,
    }),
  );
  if (status !== 200 || !bodyAsText)
    throw Object.assign(new Error('List Blobs was refused'), {
      statusCode: status,
      code: headers.get('x-ms-error-code'),
    });
  return bodyAsText;
}

const readers: Record<string, (blob: ListedBlob, text: string) => void> = {
  'Content-Length': (blob, text) => {
    blob.contentLength = Number(text);
  },
  Snapshot: (blob, text) => {
    blob.snapshot = text;
  },
  Etag: (blob, text) => {
    blob.etag = text;
  },
  'Content-MD5': (blob, text) => {
    blob.contentMD5 = text === '' ? undefined : Buffer.from(text, 'base64');
  },
  'Content-Encoding': (blob, text) => {
    blob.contentEncoding = text;
  },
  BlobType: (blob, text) => {
    blob.blobType = text;
  },
  AccessTier: (blob, text) => {
    blob.accessTier = text;
  },
  CopyId: (blob, text) => {
    blob.copyId = text;
  },
  CustomerProvidedKeySha256: (blob, text) => {
    blob.customerProvidedKeySha256 = text;
  },
};

/** The body of List Blobs; `next` is '' on the last page. Throws where it is not that. */
export function readPage(xml: string): { blobs: ListedBlob[]; next: string } {
  const blobs: ListedBlob[] = [];
  let next: string | undefined;
  let blob: ListedBlob | undefined;
  let isEncoded = false;
  let text = '';
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    text = '';
    if (name === 'Blob') blob = { name: '' };
    // A name that XML cannot hold is percent-encoded.
    else if (name === 'Name') isEncoded = attributes.Encoded === 'true';
  });
  parser.on('text', (part) => {
    text += part;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'NextMarker') next = text;
    else if (!blob) return;
    else if (name === 'Blob') {
      blobs.push(blob);
      blob = undefined;
    } else if (name === 'Name') blob.name = isEncoded ? decodeURIComponent(text) : text;
    else readers[name]?.(blob, text);
  });
  parser.write(xml).close();
  if (next === undefined) throw new Error('this is no answer of List Blobs');
  return { blobs, next };
}
