import type { CommitBlocks, PutBlob, StageBlock, Storage } from '#lib/transfers/ports.ts';
import { parseRetryAfter, StorageFailure } from '#lib/transfers/storage-failure.ts';
import type { BlobAnswer } from '#lib/transfers/storage-frame/messages.ts';
import { type Send, sendDirect } from './send.ts';

/**
 * Azure Blob Storage as the engine's storage: three requests; the SDK does not run in a worker, and its fetch tells
 * nothing until a block is through. Each is sent once: the engine decides about another try. Small files may go another
 * way (`sendSmall`), as each is a request to an address of its own.
 */
export function createBlobRequests(sendSmall: Send = sendDirect): Storage {
  return {
    async putBlob(url, { body, md5, contentType, onProgress }: PutBlob, signal) {
      const headers = {
        'x-ms-blob-type': 'BlockBlob',
        'x-ms-blob-content-type': contentType,
        'content-md5': base64(md5),
        'content-type': 'application/octet-stream',
      };
      return { etag: etagOf(accepted(await sendSmall({ url, headers, body }, signal, onProgress))) };
    },

    async stageBlock(url, { id, body, md5, onProgress }: StageBlock, signal) {
      const address = `${url}&comp=block&blockid=${encodeURIComponent(id)}`;
      const headers = { 'content-md5': base64(md5), 'content-type': 'application/octet-stream' };
      accepted(await sendDirect({ url: address, headers, body }, signal, onProgress));
    },

    async commit(url, { ids, md5, contentType, onlyNew }: CommitBlocks, signal) {
      const list = ids.map((id) => `<Latest>${id}</Latest>`).join('');
      const body = `<?xml version="1.0" encoding="utf-8"?><BlockList>${list}</BlockList>`;
      const headers = {
        'x-ms-blob-content-type': contentType,
        'x-ms-blob-content-md5': base64(md5),
        'content-type': 'application/xml',
        ...(onlyNew ? { 'if-none-match': '*' } : {}),
      };
      return {
        etag: etagOf(accepted(await sendDirect({ url: `${url}&comp=blocklist`, headers, body }, signal))),
      };
    },
  };
}

function accepted(answer: BlobAnswer): BlobAnswer {
  const { status, code, retryAfter } = answer;
  if (status < 300) return answer;
  throw new StorageFailure('refused', { status, code, retryAfterMs: parseRetryAfter(retryAfter) });
}

function etagOf({ etag }: BlobAnswer): string {
  // The storage account's CORS rule must expose it.
  if (!etag) throw new StorageFailure('refused', { status: 200, code: 'ETagNotExposed' });
  return etag;
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
