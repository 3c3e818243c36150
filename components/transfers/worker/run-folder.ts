import type { FolderEvent } from '#lib/transfers/folder-state.ts';
import type { Source } from '#lib/transfers/ports.ts';
import { wholeFileLimit } from '#lib/transfers/send-whole-files.ts';
import { uploadFolder } from '#lib/transfers/upload-folder.ts';
import { createHasher, digestBlob } from './hash-pool.ts';
import type { FolderJob } from './job.ts';
import { folderPortal } from './portals.ts';
import { blockLanes, fileLanes, frameSender, hashAhead, sourceOf, surroundings } from './ports.ts';
import { readFiles } from './read-files.ts';
import { tell } from './show.ts';
import { api } from './worker-api.ts';

/** Of fewer, opening a frame takes longer than it saves. */
const worthAFrame = 20;

/** Asks for a frame on storage's own origin, unless there is one; meanwhile files go the usual way. */
function wantFrame({ files, through, record: { portal } }: FolderJob): void {
  const small = files.filter(({ path, file }) => file.size <= wholeFileLimit && !through.has(path));
  if (small.length < worthAFrame || frameSender.isOpen() || portal.kind !== 'workspace') return;
  api('getStorageFrame', { params: { workspaceId: portal.workspaceId } }).then(
    ({ url }) => tell({ type: 'frame', url }),
    // Nothing depends on it.
    () => {},
  );
}

/** Runs a folder's upload from where it stands, to its end, a pause or a failure. Never rejects. */
export function runFolder(
  job: FolderJob,
  signal: AbortSignal,
  emit: (event: FolderEvent) => void,
): Promise<void> {
  wantFrame(job);
  const byPath = new Map(job.files.map(({ path, file }) => [path, file]));
  const ports = {
    ...surroundings,
    portal: folderPortal(job.record),
    read: (sources: readonly Source[]) => readFiles(sources, digestBlob),
    hasherOf: ({ path }: { path: string }, blockSize: number) =>
      createHasher(byPath.get(path) ?? new File([], path), blockSize, hashAhead, undefined),
  };
  return uploadFolder(ports, {
    files: job.files.map(({ path, file }) => ({ path, source: sourceOf(file) })),
    through: job.through,
    compare: job.record.asked.datasetId !== undefined,
    chosenAgain: job.chosenAgain,
    extent: { fileCount: job.record.fileCount, size: job.record.size },
    leaveOut: job.leaveOut,
    lanes: blockLanes,
    fileLanes,
    emit,
    signal,
  });
}
