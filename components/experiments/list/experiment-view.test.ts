import { expect, test } from 'vitest';
import { changedView, queryOfView, searchOfView, viewFromSearch } from './experiment-view.ts';

function view(search = '') {
  return viewFromSearch(new URLSearchParams(search));
}

test.each(['', '?tab=samples', '?state=deleted&q=rain+%26+snow', '?after=abc%3D&from=51'])(
  'the view of %j is written as it was read',
  (search) => {
    expect(searchOfView(view(search))).toBe(search);
  },
);

test('what the URL says wrongly counts as not given', () => {
  expect(view('?tab=x&from=-3&state=y')).toEqual(view());
  expect(view('?from=51').from).toBe(1);
});

test('another search leads back to the first page of the same tab', () => {
  expect(searchOfView(changedView(view('?tab=samples&after=c&from=51'), { search: 'a' }))).toBe(
    '?tab=samples&q=a',
  );
});

test('deleted experiments are asked for by their state', () => {
  expect(queryOfView(view('?state=deleted')).state).toBe('deleted');
  expect(queryOfView(view('?tab=samples')).state).toBe('listed');
});
