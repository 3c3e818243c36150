import { afterEach, expect, it, vi } from 'vitest';

class FakeWorker {
  static last: FakeWorker | undefined;
  onmessage: ((event: { data: unknown }) => void) | undefined;
  constructor() {
    FakeWorker.last = this;
  }
  postMessage() {}
}

afterEach(() => {
  vi.unstubAllGlobals();
});

it('notes that the browser remembers an upload where the note went with another that ended meanwhile', async () => {
  vi.stubGlobal('Worker', FakeWorker);
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.resetModules();
  const { warmEngine } = await import('./engine.ts');
  warmEngine();
  const hear = (type: string) => FakeWorker.last?.onmessage?.({ data: { type } });
  hear('nothing-left');
  expect(kept.size).toBe(0);
  hear('something-left');
  expect(kept.size).toBe(1);
});

it('tells of uploads that were listed before anybody listened, and of each once', async () => {
  vi.stubGlobal('Worker', FakeWorker);
  vi.resetModules();
  const { onListed, warmEngine } = await import('./engine.ts');
  warmEngine();
  const listed = (id: string, workspaceId: string) =>
    FakeWorker.last?.onmessage?.({
      data: {
        type: 'view',
        view: { id, workspaceId, sent: 1, size: 1, phase: { name: 'done', listed: {} } },
      },
    });
  listed('1', 'early');
  const told: string[] = [];
  const stop = onListed((workspaceId) => told.push(workspaceId));
  expect(told).toEqual(['early']);
  listed('1', 'early');
  listed('2', 'late');
  expect(told).toEqual(['early', 'late']);
  stop();
  listed('3', 'between');
  onListed((workspaceId) => told.push(workspaceId))();
  expect(told).toEqual(['early', 'late', 'between']);
});
