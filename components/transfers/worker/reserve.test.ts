import { beforeEach, expect, it, vi } from 'vitest';
import { reduceFolder } from '#lib/transfers/folder-state.ts';
import { newFolderJob } from './job.ts';
import { reserveAnew } from './reserve.ts';
import { takeFolder } from './take-folder.ts';

const asked: object[] = [];
vi.mock('./worker-api.ts', () => ({
  api: async (_: string, { body }: { body: object }) => {
    asked.push(body);
    return { id: 'anew' };
  },
}));

beforeEach(() => {
  asked.length = 0;
});

const picked = (path: string, content = 'abc') => ({ path, file: new File([content], path) });

/** Three files of three bytes, of a page that is gone; `a` and `b` are through. */
function folderJob() {
  const [fileCount, size] = [3, 9];
  const facts = { portal: { kind: 'workspace', workspaceId: 'w' }, uploadId: 'old', label: 'rain' };
  const job = newFolderJob({
    kind: 'folder',
    record: { ...facts, kind: 'folder', fileCount, size, asked: { fileCount, size } } as never,
    files: [],
    through: new Set(['a.csv', 'b.csv']),
    release: () => {},
  });
  for (const path of job.through)
    job.state = reduceFolder(job.state, {
      type: 'file',
      file: { path, outcome: 'uploaded', bytes: 3, md5: undefined, seconds: 0, reason: undefined },
    });
  return job;
}

it('reserves a folder anew as it is by now: what was sent and is gone since cannot be sent once more', async () => {
  const job = folderJob();
  takeFolder(job, { files: [picked('b.csv', 'longer'), picked('c.csv')], folder: 'rain' });
  expect(job.record).toMatchObject({ fileCount: 3, size: 9 });
  await reserveAnew(job);
  expect(asked).toEqual([{ fileCount: 2, size: 9 }]);
  expect(job.record).toMatchObject({ uploadId: 'anew', fileCount: 2, size: 9 });
  expect(job.state).toMatchObject({ fileCount: 2, size: 9, done: 0, countBefore: 3 });
});
