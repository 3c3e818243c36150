import { beforeEach, expect, it, vi } from 'vitest';
import { type ErrorCode, SluiceError } from '#lib/errors.ts';
import type { StoredFile } from '#lib/transfers/download/ports.ts';
import { maxTries } from '#lib/transfers/retry.ts';
import { fakeClock } from '#lib/transfers/testing/fake-clock.ts';
import { fakeNetwork } from '#lib/transfers/testing/fake-network.ts';
import type { FileOutcome, Job } from './messages.ts';

// The disk is not asked for here: what is looked at are the keys.
let refusal: ErrorCode | undefined;
const asked: number[] = [];

vi.mock('./worker-keys.ts', () => ({
  patience: { clock: fakeClock(), network: fakeNetwork(), random: () => 0 },
  issueKeys: async (_: unknown, paths: readonly string[]) => {
    asked.push(paths.length);
    if (refusal) throw new SluiceError(refusal, 'No keys.');
    return paths.map(() => ({ url: 'https://blob/a?sig=1', expiresAt: '' }));
  },
}));
/** Whether a file is still being made, for each that was asked for so far. */
let making: { refuse: () => void }[] = [];
const makeFile = () =>
  new Promise((_, reject) => {
    making.push({ refuse: () => reject(new DOMException('not allowed', 'NotAllowedError')) });
  });

vi.mock('./folder-places.ts', () => ({
  homeOf: async () => ({ name: 'rain' }),
  fileMaker: () => makeFile,
  thereIn: async () => {},
}));
vi.mock('./job-record.ts', () => ({
  keptJob: async () => undefined,
  openRecord: async () => ({ states: new Map(), save: async () => {}, flush: async () => {} }),
}));
// After what it is mocked with.
const { runFolderJob } = await import('./folder-job.ts');

beforeEach(() => {
  asked.length = 0;
  making = [];
});

const files = Array.from(
  { length: 10 },
  (_, index): StoredFile => ({ path: `${index}.csv`, size: 1, etag: '"1"', md5: null }),
);
const job = { kind: 'folder', files, name: 'rain', version: {}, folder: {} } as unknown as Extract<
  Job,
  { kind: 'folder' }
>;

function run(of = job, signal = new AbortController().signal) {
  const told: FileOutcome[] = [];
  const news = { onDone: () => {}, onFile: (outcome: FileOutcome) => told.push(outcome) };
  const ended = runFolderJob('one', of, news, signal);
  return { told, ended };
}

it.each(['not_signed_in', 'forbidden', 'not_found', 'unavailable'] as const)(
  'ends with what the portal says (%s), and does not ask it for each file that is left',
  async (code) => {
    refusal = code;
    const { told, ended } = run();
    await expect(ended).rejects.toMatchObject({ code });
    expect(told).toEqual([]);
    // Files under way share a request, which is repeated where that may help.
    expect(asked).toHaveLength(code === 'unavailable' ? maxTries : 1);
  },
);

it('gets what else there is where the portal takes one of the paths for none', async () => {
  refusal = 'name_invalid';
  const { told, ended } = run();
  expect(await ended).toEqual({ failed: 10 });
  expect(told).toHaveLength(10);
});

it.each([
  ['twelve small ones', 50 * 1024, 12],
  ['four large ones', 5 * 1024 * 1024, 4],
])('writes %s at once', async (_, size, atOnce) => {
  refusal = undefined;
  const { ended } = run({ ...job, files: files.concat(files).map((file) => ({ ...file, size })) });
  for (let left = 20; left > 0; left -= atOnce) {
    await expect.poll(() => making).toHaveLength(Math.min(atOnce, left));
    for (const { refuse } of making.splice(0)) refuse();
  }
  expect(await ended).toEqual({ failed: 20 });
});

it('ends when it is paused, with files under way and others to come', async () => {
  refusal = undefined;
  const stop = new AbortController();
  const { ended } = run({ ...job, files: files.concat(files) }, stop.signal);
  await expect.poll(() => making).toHaveLength(12);
  stop.abort(new Error('paused'));
  for (const { refuse } of making.splice(0)) refuse();
  await expect(ended).rejects.toThrow('paused');
  expect(making).toEqual([]);
});
