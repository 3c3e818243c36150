import { expect, test } from 'vitest';
import { createSearchEcho } from './search-echo.ts';

test('what was told comes back and is no news, however late', () => {
  const echo = createSearchEcho('');
  echo.tell('rain');
  expect(echo.isNews('')).toBe(false);
  echo.tell('rain fall');
  expect(echo.isNews('rain')).toBe(false);
  expect(echo.isNews('rain fall')).toBe(false);
  expect(echo.target()).toBe('rain fall');
});

test('what others put into the URL is news, once', () => {
  const echo = createSearchEcho('');
  echo.tell('rain');
  echo.isNews('rain');
  expect(echo.isNews('')).toBe(true);
  expect(echo.isNews('')).toBe(false);
  expect(echo.target()).toBe('');
});

test('what was told before the last that came back is news when it comes again', () => {
  const echo = createSearchEcho('');
  echo.tell('a');
  echo.tell('ab');
  expect(echo.isNews('ab')).toBe(false);
  expect(echo.isNews('a')).toBe(true);
});
