import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import type { FromWorker, ToWorker } from './messages.ts';

// What a message leads to is played here; how jobs run stands elsewhere.
const added: { record: { handle?: unknown } }[] = [];
const told: FromWorker[] = [];
let lockIsFree = true;
let ready = () => {};

vi.mock('./hash-pool.ts', () => ({ warmHasher: () => {} }));
vi.mock('./ports.ts', () => ({ frameSender: {} }));
vi.mock('./reserve.ts', () => ({}));
vi.mock('./show.ts', () => ({ tell: (message: FromWorker) => told.push(message) }));
vi.mock('./jobs.ts', () => ({ findJob: () => undefined, addJob: (job: never) => added.push(job) }));
vi.mock('./restore.ts', () => ({
  async restore() {
    if (!lockIsFree) throw new Error('This upload runs in another tab; go on there.');
    lockIsFree = false;
    await new Promise<void>((resolve) => {
      ready = resolve;
    });
    return { record: { handle: 'an earlier place' } };
  },
}));
let hear: (event: { data: ToWorker }) => void = () => {};
vi.stubGlobal('self', {
  addEventListener: (_: string, listen: typeof hear) => {
    hear = listen;
  },
});
afterAll(() => void vi.unstubAllGlobals());
// After what it is mocked with.
await import('./transfer-worker.ts');

beforeEach(() => {
  added.length = 0;
  told.length = 0;
  lockIsFree = true;
});

const files = [{ path: 'a.csv', file: new File(['a'], 'a.csv') }];
const goOn = (call: number, more: object = {}) =>
  hear({ data: { type: 'go-on', call, id: 'one', files, ...more } });

it('takes an upload up once, however often it is clicked', async () => {
  goOn(1);
  goOn(2);
  ready();
  await expect.poll(() => told.map((message) => 'call' in message && message.call).sort()).toEqual([1, 2]);
  expect(told.filter((message) => 'error' in message)).toEqual([]);
  expect(added).toHaveLength(1);
});

it('remembers where a file was chosen again, and no place where the browser tells none', async () => {
  goOn(1, { handle: 'a new place' });
  ready();
  await expect.poll(() => added).toMatchObject([{ record: { handle: 'a new place' } }]);
  lockIsFree = true;
  goOn(2);
  ready();
  await expect.poll(() => added.length).toBe(2);
  expect(added[1]?.record).toEqual({});
});
