import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import type { BetweenTabs, FromDownloader, Job, ToDownloader } from './messages.ts';
import type { ManyFilesNews } from './zip-job.ts';

// What a download does with the network and the disk stands elsewhere; here is how it begins, and what its end leaves.
const calls: string[] = [];
let journal: string[] = [];
let runs: ((signal: AbortSignal, news: ManyFilesNews) => Promise<object>)[] = [];

vi.mock('./download-journal.ts', () => ({
  downloadsChannel: 'test-downloads',
  forgetJob: async () => {},
  listJobs: async () => journal,
  lockOf: (id: string) => id,
}));
vi.mock('./discard-download.ts', () => ({
  discardHeld: async (id: string) => void calls.push(`discard ${id}`),
}));
const nextRun = (_id: string, _job: unknown, news: ManyFilesNews, signal: AbortSignal) => {
  calls.push('run');
  return runs.shift()?.(signal, news);
};
vi.mock('./file-job.ts', () => ({ runFileJob: nextRun }));
vi.mock('./folder-job.ts', () => ({ runFolderJob: nextRun }));
vi.mock('./zip-job.ts', () => ({ runZipJob: nextRun }));

/** What the other tabs hear. */
const others: string[] = [];
vi.stubGlobal(
  'BroadcastChannel',
  class {
    postMessage({ taken }: BetweenTabs) {
      others.push(taken);
    }
  },
);
let hear: (event: { data: ToDownloader }) => void = () => {};
const told: FromDownloader[] = [];
vi.stubGlobal('self', {
  addEventListener: (_: string, listen: typeof hear) => {
    hear = listen;
  },
  postMessage: (message: FromDownloader) => told.push(message),
});
/** Another tab has the lock until then. */
let elsewhere: Promise<void> | undefined;
/** Given in a task of its own, as a browser does, unless it is no longer wanted by then. */
vi.stubGlobal('navigator', {
  locks: {
    async request(
      _: string,
      { signal, ifAvailable = false }: { signal?: AbortSignal; ifAvailable?: boolean },
      work: (lock: object | null) => Promise<unknown>,
    ) {
      await new Promise((given) => setImmediate(given));
      if (elsewhere && ifAvailable) return work(null);
      await elsewhere;
      signal?.throwIfAborted();
      return work({});
    },
  },
});
afterAll(() => void vi.unstubAllGlobals());
// After what it is mocked with.
await import('./download-worker.ts');

beforeEach(() => {
  calls.length = 0;
  told.length = 0;
  others.length = 0;
  journal = [];
  runs = [];
  elsewhere = undefined;
});

const job: Job = {
  kind: 'file',
  target: { workspaceId: 'w', datasetId: 'd', datasetName: 'Rain', n: 1 },
  file: { path: 'rain.csv', size: 4, etag: '"1"', md5: null },
  place: { kind: 'own' },
};
const say = (data: ToDownloader) => hear({ data });
const start = (id: string, goesOn: boolean) => say({ type: 'start', id, job, goesOn });
const ends = () => told.filter(({ type }) => type !== 'moved').map(({ type }) => type);

/** Waits for a key, from a portal that is away. */
const waiting = (signal: AbortSignal) =>
  new Promise<object>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
const whole = async () => ({ md5: 'm', verified: true });

it('leaves nothing of what an earlier run brought where it is cancelled before it goes on', async () => {
  journal = ['one'];
  runs = [waiting];
  start('one', true);
  await expect.poll(() => calls).toEqual(['run']);
  say({ type: 'cancel', id: 'one' });
  await expect.poll(() => ends()).toEqual(['cancelled']);
  expect(calls).toEqual(['run', 'discard one']);
});

it('goes on after a pause that came before it had begun, or where the browser keeps no journal', async () => {
  runs = [waiting, whole];
  start('two', false);
  say({ type: 'pause', id: 'two' });
  await expect.poll(() => ends()).toEqual(['paused']);
  start('two', true);
  await expect.poll(() => calls).toEqual(['run']);
  say({ type: 'pause', id: 'two' });
  await expect.poll(() => ends()).toEqual(['paused', 'paused']);
  start('two', true);
  await expect.poll(() => ends()).toEqual(['paused', 'paused', 'done']);
});

it('does not go on with what another tab has ended since it was paused here', async () => {
  journal = ['three'];
  runs = [waiting];
  start('three', false);
  await expect.poll(() => calls).toEqual(['run']);
  say({ type: 'pause', id: 'three' });
  await expect.poll(() => ends()).toEqual(['paused']);
  journal = [];
  start('three', true);
  await expect.poll(() => ends()).toEqual(['paused', 'failed']);
  expect(told.at(-1)).toMatchObject({
    reason: expect.stringMatching(/^Another tab has finished/),
    elsewhere: true,
  });
  expect(calls).toEqual(['run']);
});

it('says that another tab is at it, and goes on once that one stops', async () => {
  journal = ['five'];
  let stop = () => {};
  elsewhere = new Promise((resolve) => {
    stop = resolve;
  });
  runs = [whole];
  start('five', true);
  await expect.poll(() => ends()).toEqual(['waiting']);
  expect(told.at(-1)).toMatchObject({ reason: 'another tab is at it' });
  expect([...calls, ...others]).toEqual([]);
  stop();
  await expect.poll(() => ends()).toEqual(['waiting', 'done']);
  expect(others).toEqual(['five']);
});

it('tells how far it came before why it waits', async () => {
  const checked = async (_: AbortSignal, news: ManyFilesNews) => {
    for (const bytes of [1, 2, 4]) news.onDone(bytes);
    news.onPause?.({ retryAt: undefined, reason: 'the browser is checking what came' });
    return whole();
  };
  runs = [checked];
  start('four', false);
  await expect.poll(() => ends()).toEqual(['waiting', 'done']);
  const before = told.slice(
    0,
    told.findIndex(({ type }) => type === 'waiting'),
  );
  expect(before.at(-1)).toMatchObject({ type: 'moved', bytes: 4 });
});
