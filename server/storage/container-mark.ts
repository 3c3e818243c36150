import type { BlockBlobClient } from '@azure/storage-blob';
import { isMissing, isPrecondition, isThere, storageFailure } from './storage-failures.ts';

type BlobOf = (blobKey: string) => BlockBlobClient;

const key = '.sluice';
const words = 'Tells Sluice which database keeps the books of this container. Leave it here.\n';

/** What the container is marked with, the ETag of that, and when storage said so by its own clock. */
export interface ContainerMark {
  mark: string;
  etag: string;
  at: Date | undefined;
}

export async function readMark(blobOf: BlobOf): Promise<ContainerMark | undefined> {
  try {
    const { metadata, etag, date: at } = await blobOf(key).getProperties();
    if (!etag) throw new Error('storage answered no ETag');
    return { mark: metadata?.mark ?? '', etag, at };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw storageFailure(error);
  }
}

/** The mark is metadata: making it anew sends no bytes, as a full disk of embedded storage takes none, which sweeping empties. */
export async function putMark(blobOf: BlobOf, mark: string, before: string | undefined): Promise<boolean> {
  const blob = blobOf(key);
  try {
    if (before !== undefined) await blob.setMetadata({ mark }, { conditions: { ifMatch: before } });
    else
      await blob.upload(words, words.length, {
        metadata: { mark },
        conditions: { ifNoneMatch: '*' },
        blobHTTPHeaders: { blobContentType: 'text/plain; charset=utf-8' },
      });
    return true;
  } catch (error) {
    if (isPrecondition(error) || isThere(error) || isMissing(error)) return false;
    throw storageFailure(error);
  }
}
