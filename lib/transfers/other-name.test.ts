import { expect, it } from 'vitest';
import { maxNameLength, nameProblem } from '#lib/datasets/dataset-name.ts';
import { otherName } from './other-name.ts';

it('counts on from the name', () => {
  expect(otherName('rain')).toBe('rain (2)');
  expect(otherName('rain (2)')).toBe('rain (3)');
  expect(otherName('(2)')).toBe('(2) (2)');
});

it('passes over names that are taken, however they are spelt', () => {
  expect(otherName('rain', ['rain (2)', 'rain (3)'])).toBe('rain (4)');
  expect(otherName('Zu\u0308rich', ['Z\u00fcrich (2)'])).toBe('Zu\u0308rich (3)');
});

it('stays a good name at the longest', () => {
  const names = ['a'.repeat(maxNameLength), `${'a'.repeat(250)}😀😀`, `${'a'.repeat(250)} bcde`];
  for (const name of names) expect(nameProblem(otherName(name))).toBeUndefined();
});
