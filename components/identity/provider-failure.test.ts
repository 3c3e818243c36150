import { expect, test } from 'vitest';
import { SluiceError } from '#lib/errors.ts';
import { providerFailure } from './provider-failure.ts';

function coded(errorCode: string): Error {
  return Object.assign(new Error('internal words, with a code=SECRET'), { errorCode });
}

test.each([
  ['access_denied', /did not sign you in/],
  ['invalid_grant', /took too long/],
  ['nonce_mismatch', /took too long/],
  ['post_request_failed', /cannot be reached/],
  ['unauthorized_client', /failed \(unauthorized_client\)/],
])('%s has a sentence that names a way on', (code, sentence) => {
  const { message } = providerFailure(coded(code), 'id.example.org');
  expect(message).toMatch(sentence);
  expect(message).toMatch(/again/);
  expect(message).not.toContain('SECRET');
});

test('what the provider says beyond a code is not shown', () => {
  expect(providerFailure(coded('<b>call 555</b>'), 'P').message).toContain('(unknown error)');
  expect(providerFailure('a string', 'P').message).toContain('(unknown error)');
});

test('storage that is switched off is told as such', () => {
  const blocked = new DOMException('denied', 'SecurityError');
  expect(providerFailure(blocked, 'P').message).toMatch(/allow its cookies/);
});

test("the portal's own sentence stays", () => {
  const own = new SluiceError('unavailable', 'Own words.');
  expect(providerFailure(own, 'P')).toBe(own);
});
