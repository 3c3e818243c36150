import { beforeEach, expect, it, vi } from 'vitest';
import { type ErrorCode, SluiceError } from '#lib/errors.ts';
import type { StoredFile } from '#lib/transfers/download/ports.ts';
import { maxTries } from '#lib/transfers/retry.ts';
import { fakeClock } from '#lib/transfers/testing/fake-clock.ts';
import { fakeNetwork } from '#lib/transfers/testing/fake-network.ts';
import type { FileOutcome, Job } from './messages.ts';

// The disk is not asked for here: what is looked at are the keys.
let refusal: ErrorCode;
const asked: number[] = [];

vi.mock('./worker-keys.ts', () => ({
  patience: { clock: fakeClock(), network: fakeNetwork(), random: () => 0 },
  issueKeys: async (_: unknown, paths: readonly string[]) => {
    asked.push(paths.length);
    throw new SluiceError(refusal, 'No keys.');
  },
}));
vi.mock('./folder-places.ts', () => ({
  homeOf: async () => ({ name: 'rain' }),
  fileMaker: () => {},
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
});

const files = Array.from(
  { length: 10 },
  (_, index): StoredFile => ({ path: `${index}.csv`, size: 1, etag: '"1"', md5: null }),
);
const job = { kind: 'folder', files, name: 'rain', version: {}, folder: {} } as unknown as Extract<
  Job,
  { kind: 'folder' }
>;

function run() {
  const told: FileOutcome[] = [];
  const news = { onDone: () => {}, onFile: (outcome: FileOutcome) => told.push(outcome) };
  const ended = runFolderJob('one', job, news, new AbortController().signal);
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
