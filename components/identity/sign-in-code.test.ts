import { expect, test } from 'vitest';
import type { Call } from '#lib/api/client.ts';
import { SluiceError } from '#lib/errors.ts';
import { otherPersonOf, spendCode } from './sign-in-code.ts';

const session = { user: { id: 'u1' } };
const link = { code: 'code', replace: false };

/** An API that answers each call by the operation's entry: a value, or an error to throw. */
function apiOf(answers: Record<string, unknown>, calls: string[] = []): Call {
  const call = async (id: string) => {
    calls.push(id);
    const answer = answers[id];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return call as Call;
}

test('a good code answers the session', async () => {
  expect(await spendCode(apiOf({ signIn: session }), link)).toBe(session);
});

test('a used link opened by who is signed in already goes on', async () => {
  const used = new SluiceError('sign_in_link_invalid', 'Used.');
  expect(await spendCode(apiOf({ signIn: used, getSession: session }), link)).toBe(session);
});

test('a used link opened by a stranger fails by the link, not by the missing session', async () => {
  const used = new SluiceError('sign_in_link_invalid', 'Used.');
  const stranger = new SluiceError('not_signed_in', 'Nobody.');
  await expect(spendCode(apiOf({ signIn: used, getSession: stranger }), link)).rejects.toBe(used);
});

test('a portal that cannot be reached is not taken for a used link', async () => {
  const calls: string[] = [];
  const away = new SluiceError('unavailable', 'Away.');
  await expect(spendCode(apiOf({ signIn: away, getSession: session }, calls), link)).rejects.toBe(away);
  expect(calls).toEqual(['signIn']);
});

test('a link for another than who is signed in is told with both names', () => {
  const details = { signedInAs: 'Ada', linkOf: 'Mallory' };
  expect(otherPersonOf(new SluiceError('conflict', 'Another.', { details }))).toEqual(details);
  expect(otherPersonOf(new SluiceError('sign_in_link_invalid', 'Used.'))).toBeUndefined();
});
