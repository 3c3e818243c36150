import { expect, test } from 'vitest';
import { originAt } from './settings.mjs';

test('a server that listens everywhere is reached over loopback, any other at its address', () => {
  expect(originAt('0.0.0.0', 3000)).toBe('http://127.0.0.1:3000');
  expect(originAt('::', 3000)).toBe('http://127.0.0.1:3000');
  expect(originAt('::1', 3000)).toBe('http://[::1]:3000');
  expect(originAt('127.0.0.1', 3001)).toBe('http://127.0.0.1:3001');
});
