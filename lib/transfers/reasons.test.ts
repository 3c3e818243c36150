import { expect, it } from 'vitest';
import { PortalAway, SluiceError } from '#lib/errors.ts';
import { waitReason } from './reasons.ts';

it.each([
  [new PortalAway('cut'), 'the portal does not answer'],
  [new SluiceError('too_many_requests', 'Slower.'), 'the portal is busy'],
  [
    new SluiceError('unavailable', 'Storage refuses this portal; an operator must check its credential.'),
    'Storage refuses this portal; an operator must check its credential',
  ],
  [
    new SluiceError('unavailable', 'The database does not answer just now; try again in a moment.'),
    'The database does not answer just now',
  ],
])('tells of a portal what it says itself: %s', (error, said) => {
  expect(waitReason(error)).toBe(said);
});
