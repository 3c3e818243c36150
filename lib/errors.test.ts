import { expect, it, vi } from 'vitest';
import { PortalAway, SluiceError } from './errors.ts';

it('an error of another copy of this module is known, and classes that extend it are told apart', async () => {
  vi.resetModules();
  const other = await import('./errors.ts');
  expect(other.SluiceError).not.toBe(SluiceError);
  expect(new other.SluiceError('conflict', 'It is taken.')).toBeInstanceOf(SluiceError);
  expect(new PortalAway(undefined)).toBeInstanceOf(SluiceError);
  expect(new SluiceError('conflict', 'It is taken.')).not.toBeInstanceOf(PortalAway);
  for (const not of [new Error('x'), undefined, { name: 'SluiceError' }])
    expect(not).not.toBeInstanceOf(SluiceError);
});
