import { afterEach, expect, it, vi } from 'vitest';
import type { EndedTransfer } from '../journal/upload-record.ts';
import { newFileJob } from './job.ts';
import { keepEnded } from './keep.ts';

let kept: EndedTransfer | undefined;
vi.mock('../journal/journal.ts', () => ({
  remember: async () => {},
  outcomesOf: async () => [],
  forget: async (_: string, ended: EndedTransfer) => {
    kept = ended;
  },
}));

afterEach(() => {
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
