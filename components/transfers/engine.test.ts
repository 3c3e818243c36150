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
