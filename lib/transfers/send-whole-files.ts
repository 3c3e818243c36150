import type { FolderFile, FolderKey, ReadFile } from './folder-ports.ts';
import { type FolderRun, settleFile } from './folder-run.ts';
import { toHex } from './hex.ts';
import { createKeyKeeper } from './key-keeper.ts';
import { stillReadable } from './stage-blocks.ts';
import { guardStall } from './stall-guard.ts';
import { StorageFailure } from './storage-failure.ts';
import { unlessAborted } from './unless-aborted.ts';
import type { WriteKey } from './upload-schema.ts';
import { withRetry } from './with-retry.ts';

/** Files up to this size go as one Put Blob: bytes of a block. */
export const wholeFileLimit = 8 * 1024 * 1024;

/** Files named to the portal at once: the first few alone, so that the lanes need not wait for many to be read. */
const [firstFiles, batchFiles] = [50, 250];
const batchBytes = 32 * 1024 * 1024;
/** Files named to the portal and not through yet: enough that lanes never run dry, few enough for their keys to live. */
const aheadFiles = 300;

/**
 * Bytes. Of files up to this size three are given to the browser for each lane: the next is begun at once, whatever our own
 * threads do just then. Few bytes, as one that waits in the browser moves none, and is given up after a minute.
 */
const smallFile = 64 * 1024;

/** Brings small files to storage, one request each, with keys asked for by the hundreds. */
export async function sendWholeFiles(run: FolderRun, files: readonly FolderFile[]): Promise<void> {
  const running = new Set<Promise<void>>();
  let onEnd = () => {};
  // One that ends everything is thrown here, where all the others are waited for.
  let broken: { error: unknown } | undefined;
  const batches = batchesOf(files);
  let following = readNext(run, batches);
  try {
    while (following) {
      const batch = await unlessAborted(run.signal, following);
      // Read while the one before it is named to the portal.
      following = readNext(run, batches);
      while (running.size > aheadFiles && !broken)
        await new Promise<void>((resolve) => {
          onEnd = resolve;
        });
      if (broken) break;
      for (const sending of await begin(run, batch)) {
        const tracked = sending
          .catch((error: unknown) => {
            broken ??= { error };
          })
          .finally(() => {
            running.delete(tracked);
            onEnd();
          });
        running.add(tracked);
      }
    }
  } finally {
    await Promise.all(running);
  }
  if (broken) throw broken.error;
}

function* batchesOf(files: readonly FolderFile[]): Generator<FolderFile[]> {
  let [batch, bytes, most]: [FolderFile[], number, number] = [[], 0, firstFiles];
  for (const file of files) {
    if (batch.length === most || (batch.length > 0 && bytes + file.source.size > batchBytes)) {
      yield batch;
      [batch, bytes, most] = [[], 0, batchFiles];
    }
    batch.push(file);
    bytes += file.source.size;
  }
  if (batch.length > 0) yield batch;
}

interface Batch {
  files: readonly FolderFile[];
  reads: readonly PromiseSettledResult<ReadFile>[];
}

/** Reads and hashes the next batch; undefined where there is none. Never rejects. */
function readNext({ ports }: FolderRun, batches: Iterator<FolderFile[]>): Promise<Batch> | undefined {
  const { value: files, done } = batches.next();
  if (done) return undefined;
  const reads = ports.read(files.map(({ source }) => source));
  return Promise.allSettled(reads).then((settled) => ({ files, reads: settled }));
}

/** Asks for a batch's keys, and starts sending; a file that could not be read fails alone. */
async function begin(run: FolderRun, { files, reads }: Batch): Promise<Promise<void>[]> {
  const { ports, signal } = run;
  const readable: { file: FolderFile; read: ReadFile }[] = [];
  for (const [index, file] of files.entries()) {
    const read = reads[index];
    if (read?.status === 'fulfilled') readable.push({ file, read: read.value });
    else await settleFile(run, file, () => Promise.reject(read?.reason));
  }
  if (readable.length === 0) return [];
  const askedAt = ports.clock.now();
  const keys = await withRetry(ports, signal, run.onPause(undefined), () =>
    ports.portal.add(
      readable.map(({ file, read }) => wordsOf(file, read.md5)),
      signal,
    ),
  );
  const byPath = new Map(keys.map((key) => [key.path, key]));
  return readable.map(({ file, read }) => sendWhole(run, file, read, byPath.get(file.path), askedAt));
}

function wordsOf({ path, source }: FolderFile, md5: Uint8Array) {
  return { path, size: source.size, md5: toHex(md5), contentType: source.contentType };
}

function sendWhole(
  run: FolderRun,
  file: FolderFile,
  { md5, body }: ReadFile,
  first: FolderKey | undefined,
  askedAt: number,
): Promise<void> {
  const { ports, lanes, emit, signal } = run;
  const { path, source } = file;

  async function renewKey(): Promise<WriteKey> {
    const [answer] = await ports.portal.add([wordsOf(file, md5)], signal);
    if (!answer?.key) throw new AlreadyThere();
    return answer.key;
  }

  return settleFile(run, file, async () => {
    if (first?.state === 'referenced') return { outcome: 'unchanged', md5: toHex(md5) };
    if (first?.state === 'sealed') return { outcome: 'uploaded', md5: toHex(md5) };
    const keys = createKeyKeeper(
      first?.key ? { url: first.key.url, askedAt } : undefined,
      { renewKey },
      ports.clock,
    );
    function send(): Promise<undefined> {
      emit({ type: 'sending', path, bytes: 0 });
      return keys
        .withKey(signal, (url) =>
          guardStall(ports.clock, signal, (guarded, alive) => {
            function onProgress(bytes: number) {
              alive();
              emit({ type: 'sending', path, bytes });
            }
            return ports.storage
              .putBlob(url, { body, md5, contentType: source.contentType, onProgress }, guarded)
              .then(() => undefined, ignoreThere);
          }),
        )
        .catch((error: unknown) =>
          error instanceof AlreadyThere ? undefined : stillReadable(body, error, signal),
        );
    }
    const attempt = () => lanes.run(signal, send, source.size <= smallFile ? 'small' : undefined);
    await withRetry(ports, signal, run.onPause(path), attempt);
    return { outcome: 'uploaded', md5: toHex(md5) };
  });
}

/** The portal gives no key as it has the file. */
class AlreadyThere extends Error {}

/**
 * An acknowledgement was lost: a key that only creates is refused where the blob is. Whether it is the right one, the
 * confirm asks storage.
 */
function ignoreThere(error: unknown): undefined {
  const there = ['BlobAlreadyExists', 'UnauthorizedBlobOverwrite'];
  if (error instanceof StorageFailure && there.includes(error.code)) return undefined;
  throw error;
}
