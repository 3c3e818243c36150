import { createClient } from '#lib/api/client.ts';
import { SluiceError } from '#lib/errors.ts';
import type { FolderPortal } from '#lib/transfers/folder-ports.ts';
import type { HeldByStorage, Portal } from '#lib/transfers/ports.ts';
import type { FileRecord, FolderRecord } from '../journal/upload-record.ts';

export const api = createClient({ fetch: (input, init) => fetch(input, init) });

/** The portal's side of one file's upload, and what storage holds of it. */
export interface FilePortal extends Portal {
  held(signal: AbortSignal): Promise<HeldByStorage>;
}

export function filePortal(record: FileRecord): FilePortal {
  const params = { workspaceId: workspaceOf(record), uploadId: record.uploadId };
  return {
    renewKey: (signal) => api('renewUploadKey', { params, signal }),
    held: (signal) => api('listStagedBlocks', { params, query: {}, signal }),
    async confirm(receipt, signal) {
      const body = { ...receipt, ...record.choice };
      const { dataset } = await api('confirmUpload', { params, body, signal });
      return { datasetId: dataset.id, name: dataset.name, version: dataset.version };
    },
    cancel: () => api('cancelUpload', { params }),
  };
}

export function folderPortal(record: FolderRecord): FolderPortal {
  const params = { workspaceId: workspaceOf(record), uploadId: record.uploadId };
  return {
    async add(files, signal) {
      return (await api('addFolderFiles', { params, body: { files: [...files] }, signal })).files;
    },
    held: (path, signal) => api('listStagedBlocks', { params, query: { path }, signal }),
    async seal(files, signal) {
      return (await api('sealFolderFiles', { params, body: { files: [...files] }, signal })).files;
    },
    async confirm(signal) {
      const { dataset } = await api('confirmFolder', { params, body: record.choice ?? {}, signal });
      return { datasetId: dataset.id, name: dataset.name, version: dataset.version };
    },
    cancel: () => api('cancelUpload', { params }),
  };
}

function workspaceOf({ portal }: FileRecord | FolderRecord): string {
  if (portal.kind === 'workspace') return portal.workspaceId;
  throw new SluiceError('internal', 'This upload belongs to a link; open the link again.');
}
