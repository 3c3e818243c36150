import { DifferentFile } from '#lib/transfers/ports.ts';
import { mustBeSameFile, resumeFrom } from '#lib/transfers/resume-point.ts';
import { lacksBlocks } from '#lib/transfers/storage-failure.ts';
import type { TransferEvent } from '#lib/transfers/transfer-state.ts';
import { unlessAborted } from '#lib/transfers/unless-aborted.ts';
import { uploadFile } from '#lib/transfers/upload-file.ts';
import { withRetry } from '#lib/transfers/with-retry.ts';
import { createHasher, digestBlob } from './hash-pool.ts';
import type { FileJob } from './job.ts';
import { type FilePortal, filePortal } from './portals.ts';
import { blockLanes, hashAhead, sourceOf, surroundings } from './ports.ts';

/** Runs a file's upload from where it stands, to its end, a pause or a failure. Never rejects. */
export async function runFile(
  job: FileJob,
  signal: AbortSignal,
  emit: (event: TransferEvent) => void,
): Promise<void> {
  const portal = filePortal(job.record);
  const { record, file } = job;
  const source = sourceOf(file, record.asked.contentType);
  const uploads = (ports: Parameters<typeof uploadFile>[0]) =>
    uploadFile(ports, {
      plan: record,
      key: job.key,
      lanes: blockLanes,
      from: job.state,
      sameFile: job.chosenAgain,
      emit,
      signal,
    });
  const hasherHere = () => createHasher(file, record.blockSize, hashAhead, job.state.hashed);
  if (job.resumed) {
    emit({ type: 'uploading' });
    const problem = await findOutWhereItStands(job, portal, signal, emit).catch((error: unknown) => ({
      error,
    }));
    if (problem) return uploads({ ...surroundings, source, portal, hasher: failing(problem.error) });
    job.resumed = false;
  }
  const hasher = hasherHere();
  await uploads({ ...surroundings, source, portal, hasher });
  hasher.close();
  const { phase } = job.state;
  // What was thought to be staged is not: the next run asks storage.
  if (phase.name === 'failed' && lacksBlocks(phase.error)) job.resumed = true;
}

/** Storage says what it holds; the file is held against that. What was hashed counts for an untouched file alone. */
async function findOutWhereItStands(
  job: FileJob,
  portal: FilePortal,
  signal: AbortSignal,
  emit: (event: TransferEvent) => void,
): Promise<void> {
  const { record, file } = job;
  const onPause = (pause: { retryAt: number | undefined; reason: string }) =>
    emit({ type: 'waiting', index: undefined, ...pause });
  const held = await withRetry(surroundings, signal, onPause, () => portal.held(signal));
  const untouched = file.lastModified === record.lastModified;
  job.state = resumeFrom(job.state, record, held, untouched ? record.hashed : undefined);
  if (job.state.receipt) return;
  // Where no byte has arrived none can tell it from another of its size.
  if (job.state.staged.count === 0 && !untouched && file.name !== record.label) throw new DifferentFile();
  await unlessAborted(signal, mustBeSameFile(sourceOf(file), job.state, record, digestBlob));
}

/** The engine ends with this error as it ends with any of its own. */
function failing(error: unknown) {
  const fail = () => Promise.reject(error);
  return { next: fail, whole: fail };
}
