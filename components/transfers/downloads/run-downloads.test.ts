import { afterAll, expect, it, vi } from 'vitest';
import type { FromDownloader, Job, ToDownloader } from './messages.ts';

vi.mock('./download-journal.ts', () => ({ copyLockOf: (id: string) => id, listJobs: async () => [] }));
vi.mock('./offer-interrupted.ts', () => ({ sweepCopies: async () => 0, watchTabs: () => {} }));
vi.mock('./discard-download.ts', () => ({ discardDownload: async () => {} }));
vi.mock('./remember-download.ts', () => ({ rememberDownload: async () => false }));
vi.mock('./hand-over.ts', () => ({ handOver: () => {} }));

/** Copies that are held, by download. */
const held = new Set<string>();
vi.stubGlobal('navigator', {
  locks: {
    async request(name: string, work: () => Promise<void>) {
      held.add(name);
      await work();
      held.delete(name);
    },
  },
});
const begun: string[] = [];
let hear: (event: { data: FromDownloader }) => void = () => {};
vi.stubGlobal(
  'Worker',
  class {
    set onmessage(listen: typeof hear) {
      hear = listen;
    }
    postMessage({ id }: ToDownloader) {
      begun.push(id);
    }
  },
);
afterAll(() => vi.unstubAllGlobals());
// After what it is mocked with.
const { startJob } = await import('./run-downloads.ts');
const { downloadsStore } = await import('./downloads-store.ts');

it('keeps the copies that can be saved again up to a gibibyte, that of what came last in any case', async () => {
  const half = 512 * 1024 * 1024;
  for (const name of ['a', 'b', 'c']) startJob(name, half, { kind: 'file', place: { kind: 'own' } } as Job);
  const [a = '', b = '', c = ''] = begun;
  for (const id of [b, c, a]) hear({ data: { id, type: 'done', file: new File([], 'x') } });
  await expect.poll(() => [...held]).toEqual([c, a]);
  const again = downloadsStore.get().downloads.filter(({ file }) => file);
  expect(again.map(({ name }) => name)).toEqual(['a', 'c']);
});
