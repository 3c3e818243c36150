import { afterEach, expect, test } from 'vitest';
import { dismissToast, showToast, toastStore } from './toast-store.ts';

afterEach(() => {
  for (const { id } of toastStore.get()) dismissToast(id);
});

test('a toast is shown until it is dismissed, and subscribers hear of both', () => {
  const seen: number[] = [];
  const stop = toastStore.subscribe(() => seen.push(toastStore.get().length));
  const id = showToast({ text: 'Deleted.' });
  dismissToast(id);
  stop();
  showToast({ text: 'Nobody listens.' });
  expect(seen).toEqual([1, 0]);
});

test('the fourth toast pushes out the oldest', () => {
  for (const text of ['1', '2', '3', '4']) showToast({ text });
  expect(toastStore.get().map(({ text }) => text)).toEqual(['2', '3', '4']);
});
