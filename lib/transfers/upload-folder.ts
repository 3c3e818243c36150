import { SluiceError } from '#lib/errors.ts';
import { countOf, formatCount } from '#lib/format/count.ts';
import { type CancelledEnd, cancelAtPortal, listedAlready } from './cancel-at-portal.ts';
import { fitFolder } from './fit-folder.ts';
import type { FolderFile, FolderPortal, FolderPorts } from './folder-ports.ts';
import type { FolderRun, UploadFolder } from './folder-run.ts';
import { type Listed, PauseRequest, UnreadableSource } from './ports.ts';
import { failReason } from './reasons.ts';
import { sendLargeFile } from './send-large-file.ts';
import { sendWholeFiles, wholeFileLimit } from './send-whole-files.ts';
import { tellListed } from './tell-listed.ts';
import { withRetry } from './with-retry.ts';

/**
 * Brings the files of a reserved upload to storage and has them listed as one version. Never rejects; ends as
 * `uploadFile` does. A file that fails stops no other: the rest goes on, and what failed can be sent again.
 */
export async function uploadFolder(ports: FolderPorts, upload: UploadFolder): Promise<void> {
  const { emit, signal, through } = upload;
  const { portal } = ports;
  const run: FolderRun = {
    ...upload,
    ports,
    onPause: (path) => (pause) => emit({ type: 'waiting', path, ...pause }),
  };
  let asked = false;
  try {
    emit({ type: 'uploading' });
    await tellExtent(run, upload);
    await sendAll(
      run,
      upload.files.filter(({ path }) => !through.has(path)),
      upload.extent.fileCount,
    );
    const listed = await confirm(run, upload.files, () => {
      asked = true;
    });
    emit({ type: 'done', listed });
  } catch (error) {
    if (signal.reason instanceof PauseRequest) return emit({ type: 'paused' });
    if (signal.aborted) return emit(await cancelFolder(portal, asked));
    const listed = await listedAlready(error, confirmAgainOf(portal));
    if (listed) {
      // What the page that sent them had not noted.
      const rest = upload.files.filter(({ path }) => !through.has(path));
      await tellListed(run, rest, listed).catch(() => undefined);
      return emit({ type: 'done', listed });
    }
    if (error instanceof FilesFailed)
      return emit({ type: 'failed', reason: error.message, error: error.cause });
    const type = error instanceof SluiceError && error.code === 'name_taken' ? 'conflict' : 'failed';
    emit({ type, reason: failReason(error), error });
  }
}

/** Most folders stay what they were: then nothing is asked. */
async function tellExtent(
  run: FolderRun,
  { files, chosenAgain, leaveOut, extent, through }: UploadFolder,
): Promise<void> {
  if (!chosenAgain && leaveOut.length === 0) return;
  await fitFolder(run, { ...extent, through, present: new Set(files.map(({ path }) => path)) });
}

/** All else got through. `cause` is an `UnreadableSource` where a file has to be chosen again. */
class FilesFailed extends Error {
  constructor(failed: number, of: number, changed: UnreadableSource | undefined) {
    const wayOn = changed ? 'choose the folder again' : 'retry';
    const without = failed < of ? `, or go on without ${failed === 1 ? 'it' : 'them'}` : '';
    super(
      `${countOf(failed, 'file')} of ${formatCount(of)} did not get through; ${wayOn} to send what is missing${without}.`,
      { cause: changed },
    );
  }
}

/** Throws `FilesFailed`, once all others are through; or why nothing could go on (aborted, the portal refuses the upload). */
async function sendAll(run: FolderRun, files: readonly FolderFile[], of: number): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([run.signal, stop.signal]);
  let failed = 0;
  let changed: UnreadableSource | undefined;
  const inner: FolderRun = {
    ...run,
    signal,
    emit(event) {
      if (event.type === 'file' && event.file.outcome === 'failed') {
        failed++;
        if (event.error instanceof UnreadableSource) changed = event.error;
      }
      run.emit(event);
    },
  };
  const left = files.filter(({ source }) => source.size > wholeFileLimit).values();
  // As many as may run: the next waits for its turn among few, and what else is dropped meanwhile not behind the folder.
  async function takeLargeFiles(): Promise<void> {
    for (const file of left) await run.fileLanes.run(signal, () => sendLargeFile(inner, file));
  }
  const parts = [
    sendWholeFiles(
      inner,
      files.filter(({ source }) => source.size <= wholeFileLimit),
    ),
    ...Array.from({ length: run.fileLanes.width }, takeLargeFiles),
  ];
  try {
    await Promise.all(parts);
  } finally {
    stop.abort();
    await Promise.allSettled(parts);
  }
  if (failed > 0) throw new FilesFailed(failed, of, changed);
}

/**
 * Storage's own view may lack files that were sent (removed meanwhile); they are sent once more, as long as fewer lack
 * each time: the portal names only so many of them at once.
 */
async function confirm(run: FolderRun, files: readonly FolderFile[], onAsked: () => void): Promise<Listed> {
  const { ports, emit, signal } = run;
  const ask = () =>
    withRetry(ports, signal, run.onPause(undefined), () => {
      emit({ type: 'confirming' });
      onAsked();
      return ports.portal.confirm(signal);
    });
  let lacked = Number.POSITIVE_INFINITY;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const { paths, count } = missingOf(error);
      // Where it names none it has not heard of any: they were named for a reservation before this one.
      const again = count > 0 && paths.size === 0 ? files : files.filter(({ path }) => paths.has(path));
      if (again.length === 0 || count >= lacked) throw error;
      lacked = count;
      emit({ type: 'again', files: again.map(({ path, source }) => ({ path, bytes: source.size })) });
      emit({ type: 'uploading' });
      await sendAll(run, again, files.length);
    }
  }
}

function missingOf(error: unknown): { paths: ReadonlySet<unknown>; count: number } {
  if (!(error instanceof SluiceError) || error.code !== 'upload_incomplete')
    return { paths: new Set(), count: 0 };
  const { missing, count } = error.details;
  const paths = new Set<unknown>(Array.isArray(missing) ? missing : []);
  return { paths, count: typeof count === 'number' ? count : paths.size };
}

/** As `cancelAtPortal`; `asked`: a confirm may have reached the portal. */
export function cancelFolder(portal: FolderPortal, asked: boolean): Promise<CancelledEnd> {
  return cancelAtPortal(portal, { confirmAgain: confirmAgainOf(portal), asked });
}

function confirmAgainOf(portal: FolderPortal): () => Promise<Listed> {
  return () => portal.confirm(new AbortController().signal);
}
