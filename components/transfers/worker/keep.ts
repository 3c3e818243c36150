import type { FileOutcome } from '#lib/transfers/folder-state.ts';
import { forget, outcomesOf, remember, rememberAnew } from '../journal/journal.ts';
import type { EndedTransfer } from '../journal/upload-record.ts';
import type { Job } from './job.ts';
import { lastOf } from './last-outcomes.ts';

const pending = new Map<Job, { timer: ReturnType<typeof setTimeout>; outcomes: FileOutcome[] }>();
/** What the journal had no room for. */
const unwritten = new Map<Job, FileOutcome[]>();
/** The journal is written once a second at most: what is lost with a crash is asked of storage again. */
const everyMs = 1000;

/** Writes a job to the journal soon, with files of a folder that are through by now. */
export function keepSoon(job: Job, outcome?: FileOutcome): void {
  const waits = pending.get(job) ?? { timer: setTimeout(() => void keepNow(job), everyMs), outcomes: [] };
  if (outcome) waits.outcomes.push(outcome);
  pending.set(job, waits);
}

/** Writes a job to the journal. Where the browser has no room the upload goes on, and is told to be forgetful. */
export async function keepNow(job: Job): Promise<void> {
  const outcomes = takePending(job);
  if (job.kind === 'file') {
    const { hashed, receipt } = job.state;
    if (hashed) job.record.hashed = hashed;
    if (receipt) job.record.receipt = receipt;
  }
  try {
    await remember(job.record, outcomes);
    job.forgetful = false;
  } catch {
    job.forgetful = true;
    // For the next time there is room, and for the receipt.
    if (outcomes.length > 0) unwritten.set(job, [...outcomes, ...(unwritten.get(job) ?? [])]);
  }
}

/**
 * As `keepNow`, of a job that was reserved anew: what was sent before is forgotten with the reservation. What a folder goes
 * without stays in its receipt.
 */
export async function keepAnew(job: Job): Promise<void> {
  const late = takePending(job);
  const leftOut = new Set(job.kind === 'folder' ? job.leaveOut : []);
  const isKept = ({ path, outcome }: FileOutcome) => outcome === 'failed' && leftOut.has(path);
  try {
    const before = leftOut.size > 0 ? await outcomesOf(job.record.id) : [];
    await rememberAnew(job.record, [...before, ...late].filter(isKept));
    job.forgetful = false;
  } catch {
    job.forgetful = true;
  }
}

function takePending(job: Job): FileOutcome[] {
  const waits = pending.get(job);
  clearTimeout(waits?.timer);
  const outcomes = [...(unwritten.get(job) ?? []), ...(waits?.outcomes ?? [])];
  pending.delete(job);
  unwritten.delete(job);
  return outcomes;
}

/** Moves a job that is over from the journal to the history. */
export async function keepEnded(job: Job): Promise<void> {
  const late = takePending(job);
  try {
    await forget(job.record.id, await historyOf(job, late));
  } catch {
    // Then the history lacks it; but no later page is to offer what is over as interrupted.
    await forget(job.record.id).catch(() => undefined);
  }
}

async function historyOf(job: Job, late: readonly FileOutcome[]): Promise<EndedTransfer> {
  const { record, state } = job;
  const { id, userId, portal, batch, label, name, size, startedAt } = record;
  const { phase } = state;
  const listed = phase.name === 'done' ? phase.listed : undefined;
  return {
    id,
    userId,
    workspaceId: portal.kind === 'workspace' ? portal.workspaceId : '',
    batch,
    label,
    name: listed?.name ?? name,
    outcome: listed ? 'uploaded' : phase.name === 'failed' ? 'failed' : 'cancelled',
    reason: phase.name === 'failed' ? phase.reason : undefined,
    datasetId: listed?.datasetId,
    version: listed?.version,
    size,
    startedAt,
    endedAt: Date.now(),
    files: job.kind === 'file' ? [fileOf(job)] : lastOf([...(await outcomesOf(id)), ...late]),
  };
}

function fileOf(job: Extract<Job, { kind: 'file' }>): FileOutcome {
  const { record, state } = job;
  const done = state.phase.name === 'done';
  return {
    path: record.label,
    outcome: done ? 'uploaded' : 'failed',
    bytes: record.size,
    md5: state.receipt?.md5,
    // The clock may have been set back meanwhile.
    seconds: Math.max(0, Date.now() - record.startedAt) / 1000,
    reason: done ? undefined : 'Cancelled.',
  };
}
