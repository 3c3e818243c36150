import type { CommitBlocks, PutBlob, StageBlock, Storage } from '#lib/transfers/ports.ts';
import { parseRetryAfter, StorageFailure } from '#lib/transfers/storage-failure.ts';

/**
 * Azure Blob Storage as the engine's storage: three requests by XMLHttpRequest, which tells how much of a body is sent;
 * the SDK does not run in a worker, and its fetch tells nothing until a block is through. Each is sent once: the engine
 * decides about another try.
 */
export function createBlobRequests(): Storage {
  return {
    async putBlob(url, { body, md5, contentType, onProgress }: PutBlob, signal) {
      const headers = {
        'x-ms-blob-type': 'BlockBlob',
        'x-ms-blob-content-type': contentType,
        'content-md5': base64(md5),
        'content-type': 'application/octet-stream',
      };
      return { etag: etagOf(await put(url, headers, body, signal, onProgress)) };
    },

    async stageBlock(url, { id, body, md5, onProgress }: StageBlock, signal) {
      const address = `${url}&comp=block&blockid=${encodeURIComponent(id)}`;
      const headers = { 'content-md5': base64(md5), 'content-type': 'application/octet-stream' };
      await put(address, headers, body, signal, onProgress);
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
      return { etag: etagOf(await put(`${url}&comp=blocklist`, headers, body, signal)) };
    },
  };
}

function put(
  url: string,
  headers: Record<string, string>,
  body: Blob | Uint8Array<ArrayBuffer> | string,
  signal: AbortSignal,
  onProgress?: (bytes: number) => void,
): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const abort = () => xhr.abort();
    xhr.open('PUT', url);
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    if (onProgress) xhr.upload.onprogress = ({ loaded }) => onProgress(loaded);
    xhr.onload = () => (xhr.status < 300 ? resolve(xhr) : reject(refusalOf(xhr)));
    xhr.onerror = () => reject(new StorageFailure('network'));
    xhr.onabort = () => reject(signal.reason);
    xhr.onloadend = () => signal.removeEventListener('abort', abort);
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener('abort', abort);
    xhr.send(body);
  });
}

function refusalOf(xhr: XMLHttpRequest): StorageFailure {
  const code = xhr.getResponseHeader('x-ms-error-code') ?? /<Code>(\w+)<\/Code>/.exec(xhr.responseText)?.[1];
  return new StorageFailure('refused', {
    status: xhr.status,
    code: code ?? '',
    retryAfterMs: parseRetryAfter(xhr.getResponseHeader('retry-after')),
  });
}

function etagOf(xhr: XMLHttpRequest): string {
  const etag = xhr.getResponseHeader('etag');
  // The storage account's CORS rule must expose it.
  if (!etag) throw new StorageFailure('refused', { status: 200, code: 'ETagNotExposed' });
  return etag;
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
