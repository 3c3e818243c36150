import { expect, test } from 'vitest';
import { createShareSchema } from '#lib/shares/share-schema.ts';
import { draftFor, hasPreview, limitHint, limitOf, problemsOf, shareOf } from './share-draft.ts';

const open = { maxLifetimeDays: null, passwordRequired: false, off: false };
const strict = { maxLifetimeDays: 3, passwordRequired: true, off: false };
const now = Date.parse('2026-11-25T12:00:00Z');
const datasetId = 'd'.repeat(32);

test.each([open, strict])('what is proposed has no problems and is what the server takes (%j)', (policy) => {
  const draft = draftFor(policy);
  expect(problemsOf(draft, policy, now)).toEqual({});
  const body = shareOf(draft, datasetId, now);
  expect(createShareSchema.safeParse(body).success).toBe(true);
  expect(body.password === null).toBe(!policy.passwordRequired);
});

test('every rule that is broken is told by its field', () => {
  const draft = {
    ...draftFor(strict),
    expiry: { days: 30 },
    password: 'short',
    limit: '0',
    note: 'x'.repeat(501),
  };
  expect(Object.keys(problemsOf(draft, strict, now))).toEqual(['expiry', 'password', 'limit', 'note']);
});

test('a password with a blank around it is refused, as it is by the server', () => {
  const draft = { ...draftFor(strict), password: 'correct horse ' };
  expect(problemsOf(draft, strict, now).password).toContain('a blank');
  expect(createShareSchema.safeParse(shareOf(draft, datasetId, now)).success).toBe(false);
});

test('a limit is a whole number, or none', () => {
  expect(['', ' ', '1', '1000000'].map(limitOf)).toEqual([null, null, 1, 1_000_000]);
  expect(['0', '-1', '1.5', '1e3', 'ten', '1000001'].map(limitOf)).toEqual(Array(6).fill(undefined));
});

test('a limit suggests no preview, and what was chosen stays', () => {
  expect(['', '3'].map((limit) => hasPreview({ ...draftFor(open), limit }))).toEqual([true, false]);
  expect(hasPreview({ limit: '3', preview: true })).toBe(true);
  expect(hasPreview({ limit: '', preview: false })).toBe(false);
});

test('a note of several lines becomes one', () => {
  expect(shareOf({ ...draftFor(open), note: ' for\nAda ' }, datasetId, now).note).toBe('for Ada');
});

test('a limit that switches previews off says so; none does where somebody chose', () => {
  expect(limitHint('3', true)).toMatch(/^A limit switches previews off/);
  expect(limitHint(' ', true)).toBeUndefined();
  expect(limitHint('3', false)).toBeUndefined();
});
