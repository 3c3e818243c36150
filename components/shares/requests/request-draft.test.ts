import { expect, it } from 'vitest';
import { createDataRequestSchema } from '#lib/shares/data-request-schema.ts';
import { requestDraftFor, requestOf, requestProblems } from './request-draft.ts';

const policy = { maxLifetimeDays: null, passwordRequired: false, off: false };
const now = Date.parse('2026-11-25T10:00:00.000Z');

it('asks for a title, and for nothing else that it cannot propose', () => {
  expect(requestProblems(requestDraftFor(policy), policy, now)).toEqual({ title: 'Say what you ask for.' });
});

it('becomes what the portal takes', () => {
  const draft = { ...requestDraftFor(policy), title: ' Gauges of spring ', note: 'one file\na week' };
  const body = createDataRequestSchema.parse(requestOf(draft, now));
  expect(body).toMatchObject({ title: 'Gauges of spring', note: 'one file a week', maxFiles: 10 });
  expect(Date.parse(body.expiresAt) - now).toBe(7 * 86_400_000);
});

it.each(['', '0', '1.5', 'ten', '10001'])('refuses %j as a number of files', (maxFiles) => {
  const draft = { ...requestDraftFor(policy), title: 'Gauges', maxFiles };
  expect(requestProblems(draft, policy, now).maxFiles).toContain('whole number');
});

it('keeps to the policy: a password, and no longer than is allowed', () => {
  const strict = { maxLifetimeDays: 3, passwordRequired: true, off: false };
  const draft = requestDraftFor(strict);
  expect(draft.password).toHaveLength(19);
  expect(draft.expiry).toEqual({ days: 3 });
  expect(requestProblems({ ...draft, title: 'x', expiry: { days: 4 } }, strict, now).expiry).toContain(
    '3 days',
  );
  expect(requestProblems({ ...draft, title: 'x', dataTypeIds: [] }, strict, now).dataTypeIds).toBeDefined();
});
