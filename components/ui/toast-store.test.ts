import { afterEach, expect, test } from 'vitest';
import { currentToasts, dismissToast, showToast, subscribeToToasts } from './toast-store.ts';

afterEach(() => {
  for (const { id } of currentToasts()) dismissToast(id);
});

test('a toast is shown until it is dismissed, and subscribers hear of both', () => {
  const seen: number[] = [];
  const stop = subscribeToToasts(() => seen.push(currentToasts().length));
  const id = showToast({ text: 'Deleted.' });
  dismissToast(id);
  stop();
  showToast({ text: 'Nobody listens.' });
  expect(seen).toEqual([1, 0]);
});

test('the fourth toast pushes out the oldest', () => {
  for (const text of ['1', '2', '3', '4']) showToast({ text });
  expect(currentToasts().map(({ text }) => text)).toEqual(['2', '3', '4']);
});
