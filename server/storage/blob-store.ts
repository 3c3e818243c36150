import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import {
  type BlobClient,
  BlobServiceClient,
  type BlockBlobClient,
  type ContainerClient,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';
import { SluiceError } from '#lib/errors.ts';
import { blockId } from '#lib/transfers/block-plan.ts';
import type { StorageConfig } from '#server/platform/storage-settings.ts';
import { listBlobs, type RemovedSnapshots, removeBlobs, removeOtherSnapshots } from './blobs-under.ts';
import { type ContainerMark, putMark, readMark } from './container-mark.ts';
import { createKeySigner, type IssuedKey, type KeySigner } from './key-signer.ts';
import { putFrame } from './put-frame.ts';
import { despiteLease, removeBlob, removeSeen } from './remove-blob.ts';
import { type StagedBlock, stagedBlocksOf } from './staged-blocks.ts';
import { isMissing, isPrecondition, storageFailure } from './storage-failures.ts';
import { type SealedBlob, type StoredBlob, toStoredBlob } from './stored-blob.ts';
import { toWebStream } from './web-stream.ts';

/**
 * The blobs of this installation: one container, keys we choose. Bytes do not pass through here but for the samples;
 * clients get keys. Every failure is a `SluiceError`, free of addresses and signatures.
 */
export interface BlobStore {
  /** A SAS that may create and write this one blob (15 minutes). */
  issueWriteKey(blobKey: string): Promise<IssuedKey>;
  /** A SAS that may create this one blob and never write over it (15 minutes). */
  issueCreateKey(blobKey: string): Promise<IssuedKey>;
  /** A SAS that may read this one snapshot, or the blob itself (15 minutes); answers carry the name as an attachment. */
  issueReadKey(
    blobKey: string,
    snapshot: string | null,
    file: { name: string; contentType: string },
  ): Promise<IssuedKey>;
  /** The committed blob, or a snapshot of it; undefined where there is none. */
  inspect(blobKey: string, snapshot?: string | null): Promise<StoredBlob | undefined>;
  /** The committed blobs of a folder, by key. */
  list(folder: string): Promise<Map<string, StoredBlob>>;
  /** Blocks that are staged for a blob and not committed. */
  listStagedBlocks(blobKey: string): Promise<StagedBlock[]>;
  /** Takes the snapshot readers get from then on; undefined where the blob no longer has `etag`. */
  seal(blobKey: string, etag: string): Promise<string | undefined>;
  /** Puts a blob back to what its snapshot holds. */
  promote(blobKey: string, snapshot: string): Promise<void>;
  /** Removes a blob with its snapshots and staged blocks; it may be missing. */
  remove(blobKey: string): Promise<void>;
  /** Removes a blob as long as it still has `etag`; it may be missing. */
  removeSeen(blobKey: string, etag: string): Promise<void>;
  /** Removes all that is in a folder but what is to be `kept`, by key. */
  removeAll(folder: string, kept?: ReadonlySet<string>): Promise<void>;
  /** Removes the snapshots of these blobs but for the sealed one of each; null where none was taken. All lie below `prefix`. */
  removeOtherSnapshots(prefix: string, sealed: ReadonlyMap<string, string | null>): Promise<RemovedSnapshots>;
  /** Stores small content of our own (samples) and seals it. */
  putSealed(blobKey: string, content: Uint8Array, contentType: string): Promise<SealedBlob>;
  /** Copies a snapshot to a new blob, within storage, and seals that. Undefined where the snapshot is missing. */
  copySealed(blobKey: string, snapshot: string, newKey: string): Promise<SealedBlob | undefined>;
  /** Stages one block for a client that cannot do it itself; storage holds it against its MD5. */
  stageBlock(blobKey: string, index: number, content: Uint8Array): Promise<void>;
  /** Commits the blocks 0 to `count` - 1, and with 0 an empty blob; answers its ETag. */
  commitBlocks(blobKey: string, count: number, contentType: string): Promise<string>;
  /** The bytes of a snapshot, or of the blob itself, as they come; cancelling ends the reading. Undefined where it is missing. */
  read(blobKey: string, snapshot: string | null): Promise<ReadableStream<Uint8Array> | undefined>;
  /** A SAS that reads the page for browsers to send from (15 minutes); `portal` is the origin of the pages it listens to. */
  issueFrameKey(portal: string): Promise<IssuedKey>;
  /** Undefined where the container was never marked. */
  readMark(): Promise<ContainerMark | undefined>;
  /** Marks the container, as long as its mark still has the ETag `before`, or is missing; answers whether. */
  putMark(mark: string, before: string | undefined): Promise<boolean>;
  /** Throws where storage does not answer within 5 s: whoever watches the portal waits for it. */
  ping(): Promise<void>;
}

/** Opens the container that the configuration names. No request is made. */
export function openBlobStore(config: StorageConfig): BlobStore {
  const service = openService(config);
  const container = service.getContainerClient(config.container);
  return createBlobStore(container, createKeySigner(config, service));
}

/** The account's service client; identities are looked up at first use, as that takes seconds. */
export function openService(config: StorageConfig): BlobServiceClient {
  const retryOptions = { maxTries: 3, tryTimeoutInMs: 15_000, retryDelayInMs: 300, maxRetryDelayInMs: 3000 };
  if (config.credential.kind === 'account-key') {
    const { accountName, accountKey } = config.credential;
    return new BlobServiceClient(config.endpoint, new StorageSharedKeyCredential(accountName, accountKey), {
      retryOptions,
    });
  }
  const credential = {
    getToken: async (...request: Parameters<import('@azure/identity').TokenCredential['getToken']>) => {
      identity ??= import('@azure/identity').then((module) => new module.DefaultAzureCredential());
      return (await identity).getToken(...request);
    },
  };
  return new BlobServiceClient(config.endpoint, credential, { retryOptions });
}

let identity: Promise<import('@azure/identity').DefaultAzureCredential> | undefined;

function createBlobStore(container: ContainerClient, signer: KeySigner): BlobStore {
  const blobOf = (blobKey: string): BlockBlobClient => container.getBlockBlobClient(blobKey);

  /** A client for each of a thousand keys would cost more than signing them. */
  const placeOf = (name: string) => {
    const path = name.split('/').map(encodeURIComponent).join('/');
    return { containerName: container.containerName, name, url: `${container.url}/${path}` };
  };

  const signList = () => signer.signList(container);

  const frames = new Set<string>();

  const sealedOf = (blobKey: string, snapshot: string | null): BlobClient =>
    snapshot === null ? blobOf(blobKey) : blobOf(blobKey).withSnapshot(snapshot);

  async function seal(blobKey: string, etag: string): Promise<string | undefined> {
    try {
      const { snapshot } = await blobOf(blobKey).createSnapshot({ conditions: { ifMatch: etag } });
      if (!snapshot) throw new SluiceError('unavailable', 'Storage took no snapshot; try again.');
      return snapshot;
    } catch (error) {
      if (isPrecondition(error) || isMissing(error)) return undefined;
      throw storageFailure(error);
    }
  }

  return {
    issueWriteKey: (blobKey) => signer.sign(placeOf(blobKey), { permissions: 'cw' }),
    issueCreateKey: (blobKey) => signer.sign(placeOf(blobKey), { permissions: 'c' }),
    issueReadKey: (blobKey, snapshot, file) =>
      signer.sign(sealedOf(blobKey, snapshot), { permissions: 'r', snapshot, file }),

    async inspect(blobKey, snapshot = null) {
      try {
        return toStoredBlob(await sealedOf(blobKey, snapshot).getProperties());
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw storageFailure(error);
      }
    },

    list: (folder) => listBlobs(signList, folder),

    listStagedBlocks: (blobKey) => stagedBlocksOf(blobOf(blobKey)),

    seal,

    async promote(blobKey, snapshot) {
      const blob = blobOf(blobKey);
      const begin = () => blob.beginCopyFromURL(blob.withSnapshot(snapshot).url);
      const copy = await despiteLease(blob, begin).catch(rethrow);
      await copy.pollUntilDone().catch(rethrow);
    },

    remove: (blobKey) => removeBlob(blobOf(blobKey)),
    removeSeen: (blobKey, etag) => removeSeen(blobOf(blobKey), etag),
    removeAll: (folder, kept = new Set()) => removeBlobs(container, signList, folder, kept),
    removeOtherSnapshots: (prefix, sealed) => removeOtherSnapshots(container, signList, prefix, sealed),

    async putSealed(blobKey, content, contentType) {
      const blob = blobOf(blobKey);
      const { etag, contentMD5 } = await blob
        .upload(content, content.byteLength, { blobHTTPHeaders: { blobContentType: contentType } })
        .catch(rethrow);
      const snapshot = etag && (await seal(blobKey, etag));
      if (!etag || !snapshot)
        throw new SluiceError('unavailable', 'Storage did not keep a sample; try again.');
      const md5 = contentMD5 && Buffer.from(contentMD5).toString('hex');
      return { size: content.byteLength, etag, md5: md5 || undefined, snapshot };
    },

    async copySealed(blobKey, snapshot, newKey) {
      const blob = blobOf(newKey);
      try {
        // Signed for the copy alone: storage reads a source in the same account by it as a stranger would.
        const source = await signer.sign(blobOf(blobKey).withSnapshot(snapshot), {
          permissions: 'r',
          snapshot,
        });
        const copy = await blob.beginCopyFromURL(source.url);
        const { etag } = await copy.pollUntilDone();
        const { size, md5 } = toStoredBlob(await blob.getProperties());
        const sealed = etag && (await seal(newKey, etag));
        if (!sealed) throw new SluiceError('unavailable', 'Storage did not keep the copy; try again.');
        return { size, etag, md5, snapshot: sealed };
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error instanceof SluiceError ? error : storageFailure(error);
      }
    },

    async stageBlock(blobKey, index, content) {
      const transactionalContentMD5 = createHash('md5').update(content).digest();
      await blobOf(blobKey)
        .stageBlock(blockId(index), content, content.byteLength, { transactionalContentMD5 })
        .catch(rethrow);
    },

    async commitBlocks(blobKey, count, contentType) {
      const ids = Array.from({ length: count }, (_, index) => blockId(index));
      const { etag } = await blobOf(blobKey)
        .commitBlockList(ids, { blobHTTPHeaders: { blobContentType: contentType } })
        .catch(rethrow);
      if (!etag) throw new SluiceError('unavailable', 'Storage did not commit the blocks; try again.');
      return etag;
    },

    async read(blobKey, snapshot) {
      try {
        const { readableStreamBody } = await sealedOf(blobKey, snapshot).download(0, undefined, {
          maxRetryRequests: 3,
        });
        if (!readableStreamBody) throw new SluiceError('unavailable', 'Storage sent no bytes; try again.');
        // In Node the SDK's stream is a Readable, whatever its type says.
        return toWebStream(readableStreamBody as Readable);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error instanceof SluiceError ? error : storageFailure(error);
      }
    },

    async issueFrameKey(portal) {
      const key = await putFrame(container, portal, frames).catch(rethrow);
      return signer.sign(placeOf(key), { permissions: 'r' });
    },

    readMark: () => readMark(blobOf),
    putMark: (mark, before) => putMark(blobOf, mark, before),

    async ping() {
      const abortSignal = AbortSignal.timeout(5_000);
      await blobOf('.ping').exists({ abortSignal }).catch(rethrow);
    },
  };
}

function rethrow(error: unknown): never {
  throw storageFailure(error);
}
