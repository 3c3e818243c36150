import { type IHttpClient, RestError, type WebResource } from '@azure/storage-blob';
import { expect, it } from 'vitest';
import { StorageFailure } from '#lib/transfers/storage-failure.ts';
import { createAzureStorage } from './azure-storage.ts';

const url = 'https://team.blob.core.windows.net/sluice/w/b?sig=secret';
const md5 = new Uint8Array(16).fill(7);
const { signal } = new AbortController();

/** Storage whose wire answers as scripted, with the requests that went out. */
function scripted(status: number, answered: Record<string, string> = {}) {
  const requests: WebResource[] = [];
  const client: IHttpClient = {
    async sendRequest(request) {
      requests.push(request);
      if (status === 0) throw new RestError('No answer', { code: RestError.REQUEST_SEND_ERROR });
      const headers = request.headers.clone();
      for (const [name, value] of Object.entries(answered)) headers.set(name, value);
      return { status, headers, request };
    },
  };
  return { storage: createAzureStorage(client), requests };
}

const block = { id: 'YmxvY2stMDAwMDAw', body: new Blob(['a,b\n']), md5, onProgress() {} };
const list = { ids: ['YmxvY2stMDAwMDAw'], md5, contentType: 'text/csv', onlyNew: true };

it('stages a block as the Blob it is, with its checksum', async () => {
  const { storage, requests } = scripted(201);
  await storage.stageBlock(url, block, signal);
  const [request] = requests;
  const query = new URL(request?.url ?? '').searchParams;
  expect([request?.method, query.get('comp'), query.get('blockid'), query.get('sig')]).toEqual([
    'PUT',
    'block',
    block.id,
    'secret',
  ]);
  expect(request?.headers.get('content-md5')).toBe(Buffer.from(md5).toString('base64'));
  expect(request?.body).toBe(block.body);
});

it('commits with type, checksum and a condition, and answers the ETag', async () => {
  const { storage, requests } = scripted(201, { etag: '"0x1"' });
  expect(await storage.commit(url, list, signal)).toEqual({ etag: '"0x1"' });
  await storage.commit(url, { ...list, onlyNew: false }, signal);
  const [first, second] = requests.map(({ headers }) => headers);
  expect(first?.get('x-ms-blob-content-type')).toBe('text/csv');
  expect(first?.get('x-ms-blob-content-md5')).toBe(Buffer.from(md5).toString('base64'));
  expect(first?.get('if-none-match')).toBe('*');
  expect(second?.get('if-none-match')).toBeUndefined();
  expect(requests[0]?.body).toContain(`<Latest>${block.id}</Latest>`);
});

it('sends each request once and hands on what storage said, without the address', async () => {
  const { storage, requests } = scripted(503, { 'x-ms-error-code': 'ServerBusy', 'retry-after': '7' });
  const error = await storage.stageBlock(url, block, signal).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StorageFailure);
  expect(error).toMatchObject({ kind: 'refused', status: 503, code: 'ServerBusy', retryAfterMs: 7000 });
  expect(JSON.stringify(error) + String(error) + (error as Error).stack).not.toContain('secret');
  expect(requests).toHaveLength(1);
});

it('tells a lost connection from a refusal', async () => {
  const { storage } = scripted(0);
  await expect(storage.commit(url, list, signal)).rejects.toMatchObject({ kind: 'network', status: 0 });
});
