import {
  type FileState,
  findJob,
  forgetJob,
  type KeptJob,
  keepJob,
  saveStates,
  statesOf,
} from './download-journal.ts';

/** States are written together, this often (ms): a folder may hold many small files. */
const flushEvery = 500;

export interface JobRecord {
  /** What an earlier run has left, by the file's place in the job, from 0. */
  states: ReadonlyMap<number, FileState>;
  save(index: number, state: FileState): Promise<void>;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
  /** The same where a run ended with this error, which it throws. */
  flushAfter(error: unknown): Promise<never>;
  forget(): Promise<void>;
}

/** What is kept of a job, to go on with it after the page is gone. A browser that keeps nothing downloads all the same. */
export async function openRecord(id: string, job: KeptJob): Promise<JobRecord> {
  const states = await statesOf(id).catch(() => new Map<number, FileState>());
  await keepJob(id, job).catch(() => {});
  const unwritten = new Map<number, FileState>();
  let writtenAt = performance.now();

  async function flush(): Promise<void> {
    writtenAt = performance.now();
    if (unwritten.size === 0) return;
    const written = saveStates(id, new Map(unwritten));
    unwritten.clear();
    await written.catch(() => {});
  }

  return {
    states,
    async save(index, state) {
      unwritten.set(index, state);
      if (performance.now() - writtenAt >= flushEvery) await flush();
    },
    flush,
    async flushAfter(error) {
      await flush();
      throw error;
    },
    async forget() {
      unwritten.clear();
      await forgetJob(id).catch(() => {});
    },
  };
}

/** The job as an earlier run has kept it. */
export function keptJob(id: string): Promise<KeptJob | undefined> {
  return findJob(id).catch(() => undefined);
}

/** Bytes of the only file, or of the zip, that are there. */
export function doneOf(state: FileState | undefined): number {
  return state && 'done' in state ? state.done : 0;
}
