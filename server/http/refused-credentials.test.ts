import { afterAll, beforeAll, expect, it } from 'vitest';
import { newCode } from '#server/platform/secrets.ts';
import { callApi, createTestPortal, type TestPortal } from '#server/testing/index.ts';

let portal: TestPortal;

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

const address = '192.0.2.44';
const lines = () => portal.logged().split('\n').filter(Boolean);
const bearer = (code: string) => ({ 'x-forwarded-for': address, authorization: `Bearer ${code}` });
const wrong = newCode();

it.each([
  [
    'sign-in link',
    () =>
      callApi('/api/v1/session', {
        method: 'POST',
        body: { code: wrong },
        headers: { 'x-forwarded-for': address },
      }),
  ],
  [
    'authorization token',
    () => callApi(`/api/v1/workspaces/${'a'.repeat(32)}/datasets`, { headers: bearer(wrong) }),
  ],
  [
    "operator's code",
    () =>
      callApi('/api/v1/operator/sign-in-link', {
        method: 'POST',
        body: {},
        headers: { ...bearer(wrong), origin: '', 'sec-fetch-site': '' },
      }),
  ],
])('a wrong %s is one line in the log, with the address and without itself', async (credential, present) => {
  const before = lines().length;
  expect((await present()).status).toBe(401);
  const [line, ...more] = lines().slice(before);
  expect(JSON.parse(line ?? '')).toEqual({ message: 'a credential was refused', credential, address });
  expect(more).toEqual([]);
  expect(portal.logged()).not.toContain(wrong);
});
