import { expect, it, vi } from 'vitest';
import { restore } from './restore.ts';

const record = { id: 'u', kind: 'folder', label: 'rain', asked: {}, fileCount: 1, size: 3 };
const release = vi.fn();

vi.mock('../journal/journal.ts', () => ({
  recall: async () => record,
  outcomesOf: async () => Promise.reject(new Error('The browser closed its database.')),
}));
vi.mock('./upload-lock.ts', () => ({ takeLock: async () => release }));

it('lets go of an upload that it cannot take up, so that this tab or another can', async () => {
  const files = [{ path: 'a.csv', file: new File(['abc'], 'a.csv') }];
  await expect(restore('u', { files })).rejects.toThrow();
  expect(release).toHaveBeenCalledOnce();
});
