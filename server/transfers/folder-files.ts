import { inLanes } from '#lib/in-lanes.ts';
import type { FileState, FolderUpload } from '#lib/transfers/folder-schema.ts';
import type { schema } from '#server/platform/db/index.ts';
import type { BlobStore, StoredBlob } from '#server/storage/index.ts';
import type { UploadRow } from './find-upload.ts';

export type UploadFileRow = typeof schema.uploadFiles.$inferSelect;
type Stored = ReadonlyMap<string, StoredBlob>;

export function toFolderUpload({
  id,
  state,
  name,
  datasetId,
  fileCount,
  size,
  expiresAt,
}: UploadRow): FolderUpload {
  return { id, state, name, datasetId, fileCount: fileCount ?? 0, size, expiresAt: expiresAt.toISOString() };
}

/** Whether a file sent whole is what was said of it; storage has held its bytes against its MD5 itself, but for copies. */
export function isRight(file: UploadFileRow, stored: StoredBlob | undefined): stored is StoredBlob {
  if (!stored || stored.flaw || stored.isCopy) return false;
  return stored.size === file.size && stored.md5 === file.md5;
}

/** `stored` is what storage has of files sent whole: they are sealed by being there. */
export function stateOf(file: UploadFileRow, stored: Stored): FileState {
  if (file.referenced) return 'referenced';
  if (file.snapshot !== null) return 'sealed';
  return file.whole && isRight(file, stored.get(file.blobKey)) ? 'sealed' : 'open';
}

/** Past so many folders one list of all is less work. */
const mostFolders = 20;

/** What storage has of those of these files that are sent whole, by blob key. */
export function storedOf(
  blobs: BlobStore,
  upload: UploadRow,
  files: readonly UploadFileRow[],
): Promise<Stored> {
  return listerOf(blobs, upload)(files);
}

/**
 * The same for several lots of files: what was listed as a whole is not listed anew. The files named at once are in one
 * folder in storage, so that a list of few requests tells.
 */
export function listerOf(
  blobs: BlobStore,
  upload: UploadRow,
): (files: readonly UploadFileRow[]) => Promise<Stored> {
  let all: Stored | undefined;
  return async (files) => {
    if (all) return all;
    const wanted = files.filter(({ whole, referenced }) => whole && !referenced);
    const folders = new Set(wanted.map(({ blobKey }) => blobKey.slice(0, blobKey.lastIndexOf('/'))));
    if (folders.size > mostFolders) {
      all = await blobs.list(upload.blobKey);
      return all;
    }
    const found = new Map<string, StoredBlob>();
    await inLanes(4, [...folders], async (folder) => {
      for (const [key, blob] of await blobs.list(folder)) found.set(key, blob);
    });
    return found;
  };
}
