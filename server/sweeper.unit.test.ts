import { afterEach, expect, it, vi } from 'vitest';
import type { Parts } from './platform/context.ts';
import { schema } from './platform/db/index.ts';
import type { BlobStore } from './storage/index.ts';
import { startSweeper, sweepOnce } from './sweeper.ts';

afterEach(() => void vi.useRealTimers());

it('the log names each step that fails in words, which no build shortens', async () => {
  const steps: unknown[] = [];
  const away = () => {
    throw new Error('the database is away');
  };
  const parts = {
    config: { mail: { smtpUrl: 'smtp://127.0.0.1', from: 'a@b.org' } },
    db: { select: away, update: away, delete: away },
    log: { warn: ({ step }: { step: unknown }) => steps.push(step) },
    now: () => new Date(),
  };
  await sweepOnce(parts as unknown as Parts<BlobStore>);
  expect(steps).toEqual([
    'uploads',
    'datasets',
    'experiments',
    'submissions',
    'uploads given up',
    'workspaces',
    'links that end',
    'sessions',
    'sign-ins begun',
  ]);
});

it('makes the mark of the container anew also while one round takes longer than a copy of the books would wait', async () => {
  vi.useFakeTimers();
  const marks: string[] = [];
  // A dataset of many files is removed, by storage that takes its time.
  const slow = { orderBy: () => ({ limit: () => new Promise(() => {}) }) };
  const where = (table: unknown) => (table === schema.containerMarks ? marks.slice(-1) : slow);
  const parts = {
    config: { storage: {} },
    now: () => new Date(),
    db: {
      insert: () => ({ values: async () => {} }),
      delete: () => ({ where: async () => {} }),
      select: () => ({ from: (table: unknown) => ({ where: () => where(table) }) }),
    },
    blobs: {
      readMark: async () => (marks.length > 0 ? { mark: marks.at(-1), etag: '' } : undefined),
      putMark: async (mark: string) => marks.push(mark) > 0,
    },
  };
  startSweeper(parts as unknown as Parts<BlobStore>);
  await vi.advanceTimersByTimeAsync(46 * 60_000);
  expect(marks).toHaveLength(4);
});
