import { createHash } from 'node:crypto';
import type { CommitBlocks, HeldByStorage, PutBlob, StageBlock, Storage } from '../ports.ts';
import { StorageFailure } from '../storage-failure.ts';

export type Request = { url: string } & (
  | ({ verb: 'stage' } & StageBlock)
  | ({ verb: 'put' } & PutBlob)
  | ({ verb: 'commit' } & CommitBlocks)
);

/** What storage does with a request: nothing said, it does it and answers; `lose`: it does it and the answer is lost. */
export type Turn = 'lose' | StorageFailure | undefined;
export type Script = (request: Request, n: number) => Turn | Promise<Turn>;

/**
 * Storage in memory that checks what the real one checks: each block's MD5, that committed blocks exist, and
 * If-None-Match. `script` decides request by request.
 */
export function fakeStorage(script: Script = () => undefined) {
  const blocks = new Map<string, Uint8Array>();
  /** Whole blobs, by the address they were put to. */
  const puts = new Map<string, Uint8Array>();
  const requests: Request[] = [];
  let blob: { content: Uint8Array; md5: string; etag: string; contentType: string } | undefined;
  let commits = 0;

  async function play(request: Request, signal: AbortSignal, perform: () => void) {
    signal.throwIfAborted();
    requests.push(request);
    const turn = await Promise.race([script(request, requests.length), aborted(signal)]);
    if (turn instanceof StorageFailure) throw turn;
    perform();
    if (turn === 'lose') throw new StorageFailure('network');
  }

  const storage: Storage = {
    async putBlob(url, put, signal) {
      const content = put.body instanceof Blob ? new Uint8Array(await put.body.arrayBuffer()) : put.body;
      await play({ verb: 'put', url, ...put }, signal, () => {
        if (puts.has(url))
          throw new StorageFailure('refused', { status: 403, code: 'UnauthorizedBlobOverwrite' });
        if (md5Of(content) !== hex(put.md5))
          throw new StorageFailure('refused', { status: 400, code: 'Md5Mismatch' });
        put.onProgress(content.length);
        puts.set(url, content);
      });
      return { etag: '"etag-put"' };
    },
    async stageBlock(url, block, signal) {
      const content = new Uint8Array(await block.body.arrayBuffer());
      await play({ verb: 'stage', url, ...block }, signal, () => {
        if (md5Of(content) !== hex(block.md5))
          throw new StorageFailure('refused', { status: 400, code: 'Md5Mismatch' });
        block.onProgress(content.length);
        blocks.set(block.id, content);
      });
    },
    async commit(url, list, signal) {
      await play({ verb: 'commit', url, ...list }, signal, () => {
        if (list.onlyNew && blob)
          throw new StorageFailure('refused', { status: 409, code: 'BlobAlreadyExists' });
        if (!list.ids.every((id) => blocks.has(id)))
          throw new StorageFailure('refused', { status: 400, code: 'InvalidBlockList' });
        commits++;
        blob = {
          content: Buffer.concat(list.ids.map((id) => blocks.get(id) ?? new Uint8Array())),
          md5: hex(list.md5),
          etag: `"etag-${commits}"`,
          contentType: list.contentType,
        };
      });
      return { etag: `"etag-${commits}"` };
    },
  };
  function held(): HeldByStorage {
    return {
      committed: blob ? { etag: blob.etag, size: blob.content.length, md5: blob.md5 } : null,
      blocks: blob ? [] : [...blocks].map(([id, content]) => ({ id, size: content.length })),
    };
  }
  /** As storage does a week later. */
  function dropStaged() {
    blocks.clear();
  }
  return { storage, requests, puts, held, dropStaged, blob: () => blob };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

export function md5Of(content: Uint8Array): string {
  return createHash('md5').update(content).digest('hex');
}
