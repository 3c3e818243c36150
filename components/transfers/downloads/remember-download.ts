import { desk } from '../desk.ts';
import { forget } from '../journal/journal.ts';
import type { EndedFile, EndedTransfer } from '../journal/upload-record.ts';
import type { Download } from './downloads-store.ts';
import type { FileOutcome, Job } from './messages.ts';

/**
 * Writes a download that ended into this browser's history, with its receipt; answers whether it is there. What came by a
 * share link belongs to no workspace's history.
 */
export async function rememberDownload(download: Download): Promise<boolean> {
  const { userId } = desk.get();
  const source = sourceOf(download.job);
  if (!userId || !source) return false;
  await forget(download.id, { ...recordOf(download), ...source, userId });
  return true;
}

/** What a dataset was called, where a download came from one; of one kept by an earlier release nobody knows. */
function nameOf(job: Job, name: string): string {
  if (job.kind === 'zip') return name.replace(/\.zip$/, '');
  return (job.kind === 'file' && 'datasetId' in job.target && job.target.datasetName) || name;
}

/** The record but for whose it is and where it came from. */
export function recordOf({
  id,
  name,
  phase,
  total,
  startedAt,
  outcomes,
  job,
}: Download): Omit<EndedTransfer, 'userId' | 'workspaceId' | 'datasetId' | 'version'> {
  return {
    id,
    direction: 'down',
    batch: id,
    label: name,
    name: nameOf(job, name),
    outcome: phase.name === 'done' ? 'downloaded' : phase.name === 'failed' ? 'failed' : 'cancelled',
    reason: phase.name === 'failed' ? phase.reason : undefined,
    size: total,
    startedAt,
    endedAt: Date.now(),
    files: outcomes.map(endedFile),
  };
}

function endedFile({ path, size, md5, verified, seconds, reason }: FileOutcome): EndedFile {
  const unverified = verified ? undefined : 'no hash is stored to compare with';
  return {
    path,
    outcome: reason === undefined ? 'downloaded' : 'failed',
    bytes: size,
    md5: md5 ?? undefined,
    seconds,
    reason: reason ?? unverified,
  };
}

function sourceOf(job: Job): Pick<EndedTransfer, 'workspaceId' | 'datasetId' | 'version'> | undefined {
  if (job.kind !== 'file') {
    const { workspaceId, datasetId, n } = job.version;
    return { workspaceId, datasetId, version: n };
  }
  const { target } = job;
  if ('share' in target) return undefined;
  const { workspaceId } = target;
  if ('outputId' in target) return { workspaceId, datasetId: undefined, version: undefined };
  return { workspaceId, datasetId: target.datasetId, version: target.n };
}
