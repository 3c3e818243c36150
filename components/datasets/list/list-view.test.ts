import { expect, test } from 'vitest';
import {
  changedView,
  isFiltered,
  queryOfView,
  searchOfView,
  sortedBy,
  unfiltered,
  viewFromSearch,
} from './list-view.ts';

function view(search = '') {
  return viewFromSearch(new URLSearchParams(search));
}

test.each([
  '',
  '?tab=samples',
  '?state=deleted',
  '?q=rain+%26+snow&type=Parquet&owner=me&sort=size&order=desc',
  '?after=abc%3D&from=51',
])('the view of %j is written as it was read', (search) => {
  expect(searchOfView(view(search))).toBe(search);
});

test('what the URL says wrongly counts as not given', () => {
  expect(view('?tab=x&type=Evil&sort=owner&order=up&from=-3&state=y')).toEqual(view());
});

test('a page number without its cursor is the first page', () => {
  expect(view('?from=51').from).toBe(1);
});

test('a changed filter leads back to the first page, and keeps the rest', () => {
  expect(searchOfView(changedView(view('?tab=samples&sort=size&after=c&from=51'), { search: 'a' }))).toBe(
    '?tab=samples&q=a&sort=size',
  );
});

test('sorting by the column in force turns the order round', () => {
  expect(searchOfView(changedView(view(), sortedBy(view(), 'name')))).toBe('?order=desc');
  expect(searchOfView(changedView(view('?order=desc'), sortedBy(view('?order=desc'), 'name')))).toBe('');
});

test('sizes and times begin with the largest, names with A', () => {
  expect(sortedBy(view(), 'updatedAt')).toEqual({ sort: 'updatedAt', order: 'desc' });
  expect(sortedBy(view('?sort=size'), 'dataTypeId')).toEqual({ sort: 'dataTypeId', order: 'asc' });
});

test('clearing the filters leaves tab and sort alone', () => {
  const filtered = view('?tab=samples&q=x&type=JSON&owner=me&sort=size');
  expect(isFiltered(filtered)).toBe(true);
  expect(searchOfView(changedView(filtered, unfiltered))).toBe('?tab=samples&sort=size');
});

test('"me" is asked for by id, and never among the samples', () => {
  expect(queryOfView(view('?owner=me'), 'u1').ownerId).toBe('u1');
  expect(queryOfView(view('?owner=me&tab=samples'), 'u1').ownerId).toBeUndefined();
});
