import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { StorageFailure } from '#lib/transfers/storage-failure.ts';
import { createBlobRequests } from './blob-requests.ts';

const url = 'https://team.blob.core.windows.net/sluice/w/b?sig=secret';
const md5 = new Uint8Array(16).fill(7);
const inBase64 = Buffer.from(md5).toString('base64');
const { signal } = new AbortController();

interface Sent {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: unknown;
}

let sent: Sent[];
let answer: { status: number; headers?: Record<string, string>; text?: string };

/** The wire: answers as scripted; status 0 is a lost connection. */
class ScriptedXhr {
  upload: { onprogress?: (event: { loaded: number }) => void } = {};
  status = 0;
  responseText = '';
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  onloadend?: () => void;
  request: Sent = { method: '', url: '', headers: {}, body: undefined };
  open(method: string, address: string) {
    Object.assign(this.request, { method, url: address });
  }
  setRequestHeader(name: string, value: string) {
    this.request.headers[name] = value;
  }
  getResponseHeader(name: string) {
    return answer.headers?.[name] ?? null;
  }
  abort() {
    this.onabort?.();
  }
  send(body: unknown) {
    sent.push({ ...this.request, body });
    this.status = answer.status;
    this.responseText = answer.text ?? '';
    this.upload.onprogress?.({ loaded: 3 });
    if (answer.status === 0) this.onerror?.();
    else if (answer.status > 0) this.onload?.();
  }
}

beforeEach(() => {
  sent = [];
  answer = { status: 201, headers: { etag: '"0x1"' } };
  vi.stubGlobal('XMLHttpRequest', ScriptedXhr);
});
afterEach(() => vi.unstubAllGlobals());

const block = { id: 'YmxvY2stMDAwMDAw', body: new Blob(['a,b\n']), md5, onProgress: () => {} };
const list = { ids: ['YmxvY2stMDAwMDAw'], md5, contentType: 'text/csv', onlyNew: true };

it('stages a block as the Blob it is, with its checksum, and tells its bytes', async () => {
  const onProgress = vi.fn();
  await createBlobRequests().stageBlock(url, { ...block, onProgress }, signal);
  const query = new URL(sent[0]?.url ?? '').searchParams;
  expect([sent[0]?.method, query.get('comp'), query.get('blockid'), query.get('sig')]).toEqual([
    'PUT',
    'block',
    block.id,
    'secret',
  ]);
  expect(sent[0]?.headers['content-md5']).toBe(inBase64);
  expect(sent[0]?.body).toBe(block.body);
  expect(onProgress).toHaveBeenCalledWith(3);
});

it('puts a whole blob with its type and checksum', async () => {
  const { etag } = await createBlobRequests().putBlob(url, { ...block, contentType: 'text/csv' }, signal);
  expect(etag).toBe('"0x1"');
  expect(sent[0]?.headers).toMatchObject({
    'x-ms-blob-type': 'BlockBlob',
    'x-ms-blob-content-type': 'text/csv',
    'content-md5': inBase64,
  });
});

it('commits with type, checksum and a condition, and answers the ETag', async () => {
  const storage = createBlobRequests();
  expect(await storage.commit(url, list, signal)).toEqual({ etag: '"0x1"' });
  await storage.commit(url, { ...list, onlyNew: false }, signal);
  expect(sent[0]?.headers).toMatchObject({
    'x-ms-blob-content-type': 'text/csv',
    'x-ms-blob-content-md5': inBase64,
    'if-none-match': '*',
  });
  expect(sent[1]?.headers['if-none-match']).toBeUndefined();
  expect(sent[0]?.body).toContain(`<Latest>${block.id}</Latest>`);
});

it('hands on what storage said, without the address', async () => {
  answer = { status: 503, headers: { 'x-ms-error-code': 'ServerBusy', 'retry-after': '7' } };
  const error = await createBlobRequests()
    .stageBlock(url, block, signal)
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StorageFailure);
  expect(error).toMatchObject({ kind: 'refused', status: 503, code: 'ServerBusy', retryAfterMs: 7000 });
  expect(JSON.stringify(error) + String(error) + (error as Error).stack).not.toContain('secret');
  answer = { status: 400, text: '<Error><Code>Md5Mismatch</Code></Error>' };
  await expect(createBlobRequests().stageBlock(url, block, signal)).rejects.toMatchObject({
    code: 'Md5Mismatch',
  });
});

it('tells a lost connection from a refusal, and an ETag that CORS hides', async () => {
  answer = { status: 0 };
  await expect(createBlobRequests().commit(url, list, signal)).rejects.toMatchObject({
    kind: 'network',
    status: 0,
  });
  answer = { status: 201 };
  await expect(createBlobRequests().commit(url, list, signal)).rejects.toMatchObject({
    code: 'ETagNotExposed',
  });
});

it('ends a request with the reason of its signal', async () => {
  answer = { status: -1 };
  const stop = new AbortController();
  const sending = createBlobRequests().stageBlock(url, block, stop.signal);
  stop.abort(new Error('paused'));
  await expect(sending).rejects.toThrow('paused');
});
