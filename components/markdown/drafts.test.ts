import { afterEach, expect, test, vi } from 'vitest';
import { draftOf, dropDraft, keepDraft } from './drafts.ts';

afterEach(() => vi.unstubAllGlobals());

test('a draft stays until it is dropped, and the browser asks before leaving as long as there is one', () => {
  const page = new EventTarget();
  vi.stubGlobal('window', page);
  const asks = () => !page.dispatchEvent(new Event('beforeunload', { cancelable: true }));

  keepDraft('a', '# Rain');
  keepDraft('b', '# Snow');
  keepDraft('a', '# Rain in 2026');
  expect([draftOf('a'), draftOf('b'), draftOf('c')]).toEqual(['# Rain in 2026', '# Snow', undefined]);
  dropDraft('a');
  expect([draftOf('a'), asks()]).toEqual([undefined, true]);
  dropDraft('b');
  expect(asks()).toBe(false);
});
