import { afterEach, expect, it, vi } from 'vitest';
import type { FileOutcome } from '#lib/transfers/folder-state.ts';
import type { EndedTransfer } from '../journal/upload-record.ts';
import { newFileJob, newFolderJob } from './job.ts';
import { keepAnew, keepEnded, keepSoon } from './keep.ts';

let kept: EndedTransfer | undefined;
let remembered: FileOutcome[] = [];
let forgotten: string[] = [];
let isFull = false;
vi.mock('../journal/journal.ts', () => ({
  remember: async () => {},
  rememberAnew: async (_: object, files: FileOutcome[] = []) => {
    remembered = files;
  },
  outcomesOf: async () => remembered,
  forget: async (id: string, ended?: EndedTransfer) => {
    if (ended && isFull) throw new DOMException('no room', 'QuotaExceededError');
    forgotten.push(id);
    kept = ended;
  },
}));

afterEach(() => {
  [forgotten, isFull] = [[], false];
  vi.useRealTimers();
});

it('tells no time below zero of an upload during which the clock was set back', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
  const job = newFileJob({
    kind: 'file',
    record: { id: '1', portal: { kind: 'workspace', workspaceId: 'w' }, startedAt: 5_000_000 } as never,
    ...{ file: new File([], 'a.csv'), key: undefined, resumed: false, release: () => {} },
  });
  await keepEnded(job);
  expect(kept?.files).toMatchObject([{ outcome: 'failed', seconds: 0 }]);
});

it('names in the receipt what a folder was left to go without, also where the rest had to be sent anew', async () => {
  const outcome = (path: string, what: FileOutcome['outcome']): FileOutcome => ({
    ...{ path, outcome: what, bytes: 1, md5: undefined, seconds: 0, reason: undefined },
  });
  remembered = [outcome('a.csv', 'uploaded'), outcome('b.csv', 'failed'), outcome('c.csv', 'failed')];
  const job = newFolderJob({
    kind: 'folder',
    record: { id: '2', portal: { kind: 'workspace', workspaceId: 'w' }, fileCount: 1, size: 1 } as never,
    ...{ files: [], through: new Set<string>(), release: () => {} },
  });
  job.leaveOut = ['b.csv', 'd.csv'];
  keepSoon(job, outcome('d.csv', 'failed'));
  await keepAnew(job);
  expect(remembered.map(({ path }) => path)).toEqual(['b.csv', 'd.csv']);
  await keepEnded(job);
  expect(kept?.files).toMatchObject([{ path: 'b.csv' }, { path: 'd.csv' }]);
});

it('does not leave an upload that is over among those under way where the history has no room for it', async () => {
  isFull = true;
  const job = newFileJob({
    kind: 'file',
    record: { id: '3', portal: { kind: 'workspace', workspaceId: 'w' }, startedAt: 0 } as never,
    ...{ file: new File([], 'a.csv'), key: undefined, resumed: false, release: () => {} },
  });
  await keepEnded(job);
  expect(forgotten).toEqual(['3']);
});
