import { expect, test } from 'vitest';
import { newPassword } from './new-password.ts';

test('a password has four groups of four letters and figures that are not mistaken for one another', () => {
  const made = Array.from({ length: 200 }, newPassword);
  for (const password of made) expect(password).toMatch(/^[a-hj-km-np-z2-9]{4}(-[a-hj-km-np-z2-9]{4}){3}$/);
  expect(new Set(made).size).toBe(200);
});
