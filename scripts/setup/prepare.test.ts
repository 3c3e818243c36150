import { expect, test } from 'vitest';
import { root } from './places.mjs';
import { whyNotPrepared } from './prepare.mjs';

test('a clone that this user cannot write is refused with the way to start it', () => {
  const denied = Object.assign(new Error('EACCES: permission denied, mkdir'), { code: 'EACCES' });
  expect(whyNotPrepared(denied)).toMatchObject({
    exitCode: 78,
    message: `${root} cannot be written by this user (EACCES); build it as its owner, and start it with --no-build (npm start -- --no-build).`,
  });
  expect(whyNotPrepared(new Error('something else'))).toBeUndefined();
});
