import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Parts } from './platform/context.ts';
import type { BlobStore } from './storage/index.ts';
import { startSweeper, sweepOnce } from './sweeper.ts';

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

describe('a round that takes long, as where much is to be removed', () => {
  const minute = 60_000;
  afterEach(() => void vi.useRealTimers());

  /** A portal whose container was never marked, and where each round waits for `release`. */
  function slowPortal() {
    let mark: string | undefined;
    let rounds = 0;
    let release = () => {};
    const counts = { marks: 0, rounds: () => rounds };
    const none = Object.assign(Promise.resolve([{ mark: 'known' }]), { limit: async () => [] });
    const chain = { where: () => none, values: async () => undefined };
    const wait = () => {
      rounds += 1;
      return new Promise<never[]>((resolve) => {
        release = () => resolve([]);
      });
    };
    const swept = { where: () => ({ orderBy: () => ({ limit: wait }) }) };
    const parts = {
      config: { storage: {} },
      db: {
        insert: () => chain,
        delete: () => chain,
        select: (columns?: unknown) => ({
          from: (table: object) => (columns || 'mark' in table ? chain : swept),
        }),
      },
      blobs: {
        readMark: async () => mark && { mark, etag: 'e' },
        putMark: async (next: string) => {
          mark = next;
          counts.marks += 1;
          return true;
        },
      },
      log: { warn: () => undefined, info: () => undefined, error: () => undefined },
      now: () => new Date(),
    };
    return { parts: parts as unknown as Parts<BlobStore>, counts, release: () => release() };
  }

  it('leaves the container marked all the time, so that no copy of the database takes it for given up', async () => {
    vi.useFakeTimers();
    const { parts, counts, release } = slowPortal();
    const sweeper = startSweeper(parts);
    await vi.advanceTimersByTimeAsync(61 * minute);
    expect(counts).toMatchObject({ marks: 5 });
    expect(counts.rounds()).toBe(1);
    const stopped = sweeper.stop();
    release();
    await stopped;
  });

  it('is followed by one more, and not by all that would have been meanwhile', async () => {
    vi.useFakeTimers();
    const { parts, counts, release } = slowPortal();
    const sweeper = startSweeper(parts);
    await vi.advanceTimersByTimeAsync(61 * minute);
    release();
    await vi.advanceTimersByTimeAsync(minute);
    expect(counts.rounds()).toBe(2);
    release();
    await vi.advanceTimersByTimeAsync(minute / 2);
    expect(counts.rounds()).toBe(2);
    await sweeper.stop();
  });
});
