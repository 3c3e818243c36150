import { afterEach, expect, test, vi } from 'vitest';
import { keepReturn, takeReturn } from './kept-return.ts';

const kept = new Map<string, string>();

function withStorage() {
  vi.stubGlobal('sessionStorage', {
    setItem: (key: string, value: string) => kept.set(key, value),
    getItem: (key: string) => kept.get(key) ?? null,
    removeItem: (key: string) => kept.delete(key),
  });
}

afterEach(() => {
  vi.unstubAllGlobals();
  kept.clear();
});

test('what was kept counts once, and only where nothing else is wanted', () => {
  withStorage();
  keepReturn('/w/a/datasets/b');
  expect([takeReturn(undefined), takeReturn(undefined)]).toEqual(['/w/a/datasets/b', '/']);
  keepReturn('/w/a/datasets/b');
  expect([takeReturn('/account'), takeReturn(undefined)]).toEqual(['/account', '/']);
});

test('what was kept must be a path of the portal', () => {
  withStorage();
  keepReturn('//elsewhere.example');
  expect(takeReturn(undefined)).toBe('/');
});

test('a browser that keeps nothing leads to the first page', () => {
  vi.stubGlobal('sessionStorage', undefined);
  keepReturn('/w/a/datasets/b');
  expect(takeReturn(undefined)).toBe('/');
});
