import { expect, test } from 'vitest';
import { changedView, queryOfView, searchOfView, viewFromSearch } from './share-view.ts';

const read = (query: string) => viewFromSearch(new URLSearchParams(query));

test('a view survives its address', () => {
  const view = read('?tab=requests&q=rain&state=used-up&by=me&after=x&from=51');
  expect(view).toEqual({
    tab: 'requests',
    search: 'rain',
    state: 'used-up',
    mineOnly: true,
    cursor: 'x',
    from: 51,
  });
  expect(read(searchOfView(view))).toEqual(view);
  expect(searchOfView(read(''))).toBe('');
});

test('what the address does not understand counts as not given', () => {
  expect(read('?tab=nonsense&state=closed&from=9')).toEqual(read(''));
});

test('any change but of the page leads to the first page', () => {
  const view = read('?after=x&from=51');
  expect(changedView(view, { search: 'a' })).toMatchObject({ cursor: undefined, from: 1 });
  expect(changedView(view, { cursor: 'y', from: 101 })).toMatchObject({ cursor: 'y', from: 101 });
});

test('"me" is asked for by who that is', () => {
  expect(queryOfView(read('?by=me'), 'u')).toMatchObject({ makerId: 'u' });
  expect(queryOfView(read(''), 'u').makerId).toBeUndefined();
});
