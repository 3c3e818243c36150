import { afterEach, expect, test, vi } from 'vitest';
import { dropReadmeDraft, keepReadmeDraft, readmeDraft } from './readme-drafts.ts';

afterEach(() => vi.unstubAllGlobals());

test('a draft stays until it is dropped, and the browser asks before leaving as long as there is one', () => {
  const page = new EventTarget();
  vi.stubGlobal('window', page);
  const asks = () => !page.dispatchEvent(new Event('beforeunload', { cancelable: true }));

  keepReadmeDraft('a', '# Rain');
  keepReadmeDraft('b', '# Snow');
  keepReadmeDraft('a', '# Rain in 2026');
  expect([readmeDraft('a'), readmeDraft('b'), readmeDraft('c')]).toEqual([
    '# Rain in 2026',
    '# Snow',
    undefined,
  ]);
  dropReadmeDraft('a');
  expect([readmeDraft('a'), asks()]).toEqual([undefined, true]);
  dropReadmeDraft('b');
  expect(asks()).toBe(false);
});
