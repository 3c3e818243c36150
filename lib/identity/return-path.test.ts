import { expect, test } from 'vitest';
import { returnPath, signInPath } from './return-path.ts';

test.each(['/', '/w/abc/datasets?tab=samples&q=a%20b', '/docs/api'])('%s is gone back to', (path) => {
  expect(returnPath(path)).toBe(path);
});

test.each([
  null,
  undefined,
  '',
  'w/abc',
  '//evil',
  '/\\evil',
  '\\/evil',
  '/\t/evil',
  '/\n/evil',
  '/..//evil',
  '/./\\evil',
  'javascript:alert(1)',
  'https://evil',
  ' //evil',
])('%j leads home', (path) => {
  expect(returnPath(path)).toBe('/');
});

test('signing in from home needs no return path', () => {
  expect(signInPath('/')).toBe('/sign-in');
});

test('the return path survives being a query value', () => {
  const path = '/w/abc/datasets?q=a%26b&sort=size';
  const [, search] = signInPath(path).split('?');
  expect(returnPath(new URLSearchParams(search).get('return'))).toBe(path);
});
