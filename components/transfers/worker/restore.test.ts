import { expect, it, vi } from 'vitest';
import { newFolderJob } from './job.ts';
import { restore, takeFolder } from './restore.ts';

const record = { id: 'u', kind: 'folder', label: 'rain', asked: {}, fileCount: 1, size: 3 };
const release = vi.fn();

vi.mock('../journal/journal.ts', () => ({
  recall: async () => record,
  outcomesOf: async () => Promise.reject(new Error('The browser closed its database.')),
}));
vi.mock('./upload-lock.ts', () => ({ takeLock: async () => release }));

it('lets go of an upload that it cannot take up, so that this tab or another can', async () => {
  await expect(restore('u', [{ path: 'a.csv', file: new File(['abc'], 'a.csv') }])).rejects.toThrow();
  expect(release).toHaveBeenCalledOnce();
});

it('notes of a folder that it was chosen again, so that what storage holds is held against it', () => {
  const files = [{ path: 'a.csv', file: new File(['abc'], 'a.csv') }];
  const rest = { files, through: new Set<string>(), release };
  const job = newFolderJob({ kind: 'folder', record: { ...record } as never, ...rest });
  expect(job.chosenAgain).toBe(false);
  takeFolder(job, [{ path: 'a.csv', file: new File(['abd'], 'a.csv') }]);
  expect(job.chosenAgain).toBe(true);
});
