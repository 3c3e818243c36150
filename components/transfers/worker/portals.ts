import { SluiceError } from '#lib/errors.ts';
import type { FolderPortal } from '#lib/transfers/folder-ports.ts';
import type { FolderUploadPage } from '#lib/transfers/folder-schema.ts';
import type { HeldByStorage, Portal } from '#lib/transfers/ports.ts';
import type { FileRecord, FolderRecord } from '../journal/upload-record.ts';
import { passFor } from './passes.ts';
import { api } from './worker-api.ts';

/** The portal's side of one file's upload, and what storage holds of it. */
export interface FilePortal extends Portal {
  held(signal: AbortSignal): Promise<HeldByStorage>;
}

/** The portal looks at it only where the upload is still to be confirmed. */
const noReceipt = { etag: '' };

export function filePortal(record: FileRecord): FilePortal {
  if (record.portal.kind === 'request') return submissionPortal(record, record.portal.requestId);
  const params = { workspaceId: record.portal.workspaceId, uploadId: record.uploadId };
  return {
    renewKey: (signal) => api('renewUploadKey', { params, signal }),
    held: (signal) => api('listStagedBlocks', { params, query: {}, signal }),
    async confirm(receipt, signal) {
      const body = { ...(receipt ?? noReceipt), ...record.choice };
      const { dataset } = await api('confirmUpload', { params, body, signal });
      return { datasetId: dataset.id, name: dataset.name, version: dataset.version };
    },
    cancel: () => api('cancelUpload', { params }),
  };
}

/** A file that is sent to a request for data: it becomes no dataset before a member accepts it. */
function submissionPortal(record: FileRecord, requestId: string): FilePortal {
  const params = { uploadId: record.uploadId };
  const by = () => passFor(requestId);
  return {
    renewKey: async (signal) => api('renewSubmissionKey', { params, body: by(), signal }),
    held: async (signal) => api('listSubmissionBlocks', { params, body: by(), signal }),
    async confirm(receipt, signal) {
      const body = { ...by(), ...(receipt ?? noReceipt) };
      const { fileName, md5 } = await api('confirmSubmission', { params, body, signal });
      return { datasetId: '', name: fileName, version: 0, md5 };
    },
    cancel: async () => api('cancelSubmission', { params, body: by() }),
  };
}

export function folderPortal(record: FolderRecord): FolderPortal {
  if (record.portal.kind === 'request')
    throw new SluiceError('internal', 'A link takes files one by one; choose the files in the folder.');
  const params = { workspaceId: record.portal.workspaceId, uploadId: record.uploadId };
  async function pagesOf(state: 'open' | undefined, signal: AbortSignal) {
    const ask = (after?: string) => api('getFolderUpload', { params, query: { state, after }, signal });
    let page = await ask();
    const pages: [FolderUploadPage, ...FolderUploadPage[]] = [page];
    while (page.nextAfter !== null) {
      page = await ask(page.nextAfter);
      pages.push(page);
    }
    return pages;
  }
  const pathsIn = (pages: readonly FolderUploadPage[]) =>
    pages.flatMap(({ files }) => files.map(({ path }) => path));
  return {
    async add(files, signal) {
      return (await api('addFolderFiles', { params, body: { files: [...files] }, signal })).files;
    },
    async described(signal) {
      const pages = await pagesOf('open', signal);
      const [{ fileCount, size, namedCount }] = pages;
      return { fileCount, size, namedCount, open: pathsIn(pages) };
    },
    named: async (signal) => pathsIn(await pagesOf(undefined, signal)),
    async change({ leaveOut, ...extent }, signal) {
      await api('changeFolderUpload', { params, body: { ...extent, leaveOut: [...leaveOut] }, signal });
    },
    held: (path, signal) => api('listStagedBlocks', { params, query: { path }, signal }),
    async seal(files, signal) {
      return (await api('sealFolderFiles', { params, body: { files: [...files] }, signal })).files;
    },
    async confirm(signal) {
      const { dataset } = await api('confirmFolder', { params, body: record.choice ?? {}, signal });
      return { datasetId: dataset.id, name: dataset.name, version: dataset.version };
    },
    async filesOf({ datasetId, version: n }, signal) {
      const { workspaceId } = params;
      const found = new Map<string, number>();
      for (let after: string | undefined; ; ) {
        const page = await api('listFiles', {
          params: { workspaceId, datasetId, n },
          query: { after },
          signal,
        });
        for (const { path, size } of page.items) found.set(path, size);
        if (page.nextAfter === null) return found;
        after = page.nextAfter;
      }
    },
    cancel: () => api('cancelUpload', { params }),
  };
}
