import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  BlobServiceClient,
  type BlockBlobClient,
  type ContainerClient,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';
import { SluiceError } from '#lib/errors.ts';
import { blockId } from '#lib/transfers/block-plan.ts';
import type { StorageConfig } from '#server/platform/storage-settings.ts';
import { createKeySigner, type IssuedKey, type KeySigner } from './key-signer.ts';
import { type StagedBlock, stagedBlocksOf } from './staged-blocks.ts';
import { isMissing, isPrecondition, storageFailure } from './storage-failures.ts';

/** What storage itself says of a committed blob. */
export interface StoredBlob {
  size: number;
  etag: string;
  /** Lower-case hex; the claim given at the commit, which storage does not verify. */
  md5: string | undefined;
  /** Whether it has a Content-Encoding: then readers would get other bytes than were stored. */
  encoded: boolean;
}

export interface SealedBlob extends Omit<StoredBlob, 'encoded'> {
  snapshot: string;
}

/**
 * The blobs of this installation: one container, keys we choose. Bytes do not pass through here but for the samples;
 * clients get keys. Every failure is a `SluiceError`, free of addresses and signatures.
 */
export interface BlobStore {
  /** A SAS that may create and write this one blob (15 minutes). */
  issueWriteKey(blobKey: string): Promise<IssuedKey>;
  /** A SAS that may read this one snapshot (15 minutes); answers carry `fileName` as an attachment. */
  issueReadKey(
    blobKey: string,
    snapshot: string,
    file: { name: string; contentType: string },
  ): Promise<IssuedKey>;
  /** The committed blob, or undefined where nothing is committed. */
  inspect(blobKey: string): Promise<StoredBlob | undefined>;
  /** Blocks that are staged for a blob and not committed. */
  listStagedBlocks(blobKey: string): Promise<StagedBlock[]>;
  /** Takes the snapshot readers get from then on; undefined where the blob no longer has `etag`. */
  seal(blobKey: string, etag: string): Promise<string | undefined>;
  /** Puts a blob back to what its snapshot holds. */
  promote(blobKey: string, snapshot: string): Promise<void>;
  /** Removes a blob with its snapshots and staged blocks; it may be missing. */
  remove(blobKey: string): Promise<void>;
  /** Stores small content of our own (samples) and seals it. */
  putSealed(blobKey: string, content: Uint8Array, contentType: string): Promise<SealedBlob>;
  /** Copies a snapshot to a new blob, within storage, and seals that. Undefined where the snapshot is missing. */
  copySealed(blobKey: string, snapshot: string, newKey: string): Promise<SealedBlob | undefined>;
  /** Stages one block for a client that cannot do it itself; storage holds it against its MD5. */
  stageBlock(blobKey: string, index: number, content: Uint8Array): Promise<void>;
  /** Commits the blocks 0 to `count` - 1, and with 0 an empty blob; answers its ETag. */
  commitBlocks(blobKey: string, count: number, contentType: string): Promise<string>;
  /** The bytes of a snapshot as they come; cancelling ends the reading. Undefined where it is missing. */
  read(blobKey: string, snapshot: string): Promise<ReadableStream<Uint8Array> | undefined>;
  /** Throws where storage does not answer. */
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
    issueWriteKey: (blobKey) => signer.sign(blobOf(blobKey), { permissions: 'cw' }),
    issueReadKey: (blobKey, snapshot, file) =>
      signer.sign(blobOf(blobKey).withSnapshot(snapshot), { permissions: 'r', snapshot, file }),

    async inspect(blobKey) {
      try {
        const found = await blobOf(blobKey).getProperties();
        const md5 = found.contentMD5 && Buffer.from(found.contentMD5).toString('hex');
        const encoded = Boolean(found.contentEncoding);
        return { size: found.contentLength ?? 0, etag: found.etag ?? '', md5: md5 || undefined, encoded };
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw storageFailure(error);
      }
    },

    listStagedBlocks: (blobKey) => stagedBlocksOf(blobOf(blobKey)),

    seal,

    async promote(blobKey, snapshot) {
      const blob = blobOf(blobKey);
      const copy = await blob.beginCopyFromURL(blob.withSnapshot(snapshot).url).catch(rethrow);
      await copy.pollUntilDone().catch(rethrow);
    },

    async remove(blobKey) {
      const blob = blobOf(blobKey);
      const removed = await deleteLeasedOrNot(blob);
      if (removed) return;
      // Blocks that were staged and never committed: an empty commit drops them, then there is a blob to delete.
      await blob.commitBlockList([]).catch(rethrow);
      await deleteLeasedOrNot(blob);
    },

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
        const found = await blob.getProperties();
        const sealed = etag && (await seal(newKey, etag));
        if (!sealed) throw new SluiceError('unavailable', 'Storage did not keep the copy; try again.');
        const md5 = found.contentMD5 && Buffer.from(found.contentMD5).toString('hex');
        return { size: found.contentLength ?? 0, etag, md5: md5 || undefined, snapshot: sealed };
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
        const { readableStreamBody } = await blobOf(blobKey)
          .withSnapshot(snapshot)
          .download(0, undefined, { maxRetryRequests: 3 });
        if (!readableStreamBody) throw new SluiceError('unavailable', 'Storage sent no bytes; try again.');
        // In Node the SDK's stream is a Readable, whatever its type says.
        return Readable.toWeb(readableStreamBody as Readable) as ReadableStream<Uint8Array>;
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error instanceof SluiceError ? error : storageFailure(error);
      }
    },

    async ping() {
      await blobOf('.ping').exists().catch(rethrow);
    },
  };
}

/** Answers whether there was a blob. Whoever has a write key can lease it; a lease must not keep us from removing it. */
async function deleteLeasedOrNot(blob: BlockBlobClient): Promise<boolean> {
  const remove = () => blob.deleteIfExists({ deleteSnapshots: 'include' });
  const { succeeded } = await remove().catch(async (error: unknown) => {
    if (!isPrecondition(error)) throw storageFailure(error);
    await blob.getBlobLeaseClient().breakLease(0).catch(rethrow);
    return remove().catch(rethrow);
  });
  return succeeded;
}

function rethrow(error: unknown): never {
  throw storageFailure(error);
}
