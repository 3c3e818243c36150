import { SluiceError } from '#lib/errors.ts';
import { countOf, formatCount } from '#lib/format/count.ts';
import type { FolderFile, FolderPorts } from './folder-ports.ts';
import type { FolderRun, UploadFolder } from './folder-run.ts';
import type { FolderEvent } from './folder-state.ts';
import { type Listed, PauseRequest } from './ports.ts';
import { failReason } from './reasons.ts';
import { sendLargeFile } from './send-large-file.ts';
import { sendWholeFiles, wholeFileLimit } from './send-whole-files.ts';
import { withRetry } from './with-retry.ts';

/**
 * Brings the files of a reserved upload to storage and has them listed as one version. Never rejects; ends as
 * `uploadFile` does. A file that fails stops no other: the rest goes on, and what failed can be sent again.
 */
export async function uploadFolder(ports: FolderPorts, upload: UploadFolder): Promise<void> {
  const { emit, signal } = upload;
  const run: FolderRun = {
    ...upload,
    ports,
    onPause: (path) => (pause) => emit({ type: 'waiting', path, ...pause }),
  };
  let asked = false;
  try {
    emit({ type: 'uploading' });
    const failed = await sendAll(
      run,
      upload.files.filter(({ path }) => !upload.through.has(path)),
    );
    if (failed > 0) {
      const reason = `${countOf(failed, 'file')} of ${formatCount(upload.files.length)} did not get through; retry to send what is missing.`;
      return emit({ type: 'failed', reason, error: undefined });
    }
    const listed = await confirm(run, upload.files, () => {
      asked = true;
    });
    emit({ type: 'done', listed });
  } catch (error) {
    if (signal.reason instanceof PauseRequest) return emit({ type: 'paused' });
    if (signal.aborted) return emit(await cancelFolder(ports, asked));
    const type = error instanceof SluiceError && error.code === 'name_taken' ? 'conflict' : 'failed';
    emit({ type, reason: failReason(error), error });
  }
}

/** Answers how many failed; rejects where nothing could go on (aborted, or the portal refuses the upload). */
async function sendAll(run: FolderRun, files: readonly FolderFile[]): Promise<number> {
  const stop = new AbortController();
  const signal = AbortSignal.any([run.signal, stop.signal]);
  let failed = 0;
  const inner: FolderRun = {
    ...run,
    signal,
    emit(event) {
      if (event.type === 'file' && event.file.outcome === 'failed') failed++;
      run.emit(event);
    },
  };
  const parts = [
    sendWholeFiles(
      inner,
      files.filter(({ source }) => source.size <= wholeFileLimit),
    ),
    ...files
      .filter(({ source }) => source.size > wholeFileLimit)
      .map((file) => run.fileLanes.run(signal, () => sendLargeFile(inner, file))),
  ];
  try {
    await Promise.all(parts);
  } finally {
    stop.abort();
    await Promise.allSettled(parts);
  }
  return failed;
}

/** Storage's own view may lack files that were sent (removed meanwhile); they are sent once more. */
async function confirm(run: FolderRun, files: readonly FolderFile[], onAsked: () => void): Promise<Listed> {
  const { ports, emit, signal } = run;
  const ask = () =>
    withRetry(ports, signal, run.onPause(undefined), () => {
      emit({ type: 'confirming' });
      onAsked();
      return ports.portal.confirm(signal);
    });
  try {
    return await ask();
  } catch (error) {
    const missing = missingOf(error);
    if (missing.size === 0) throw error;
    const again = files.filter(({ path }) => missing.has(path));
    emit({ type: 'again', files: again.map(({ path, source }) => ({ path, bytes: source.size })) });
    emit({ type: 'uploading' });
    await sendAll(run, again);
    return ask();
  }
}

function missingOf(error: unknown): ReadonlySet<unknown> {
  if (!(error instanceof SluiceError) || error.code !== 'upload_incomplete') return new Set();
  const { missing } = error.details;
  return new Set(Array.isArray(missing) ? missing : []);
}

/** Cancels, best effort; where a confirm had reached the portal, repeating it tells what was listed. */
export async function cancelFolder(
  { portal }: Pick<FolderPorts, 'portal'>,
  asked: boolean,
): Promise<FolderEvent> {
  const refusal: unknown = await portal.cancel().catch((error: unknown) => error);
  const late = asked && refusal instanceof SluiceError && refusal.code === 'upload_closed';
  const listed = late && (await portal.confirm(new AbortController().signal).catch(() => undefined));
  return listed ? { type: 'done', listed } : { type: 'cancelled' };
}
