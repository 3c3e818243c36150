import { expect, it } from 'vitest';
import { PortalAway, SluiceError } from '#lib/errors.ts';
import { cancelAtPortal } from './cancel-at-portal.ts';

const listed = { datasetId: 'd'.repeat(32), name: 'rain', version: 1 };
const closed = () => Promise.reject(new SluiceError('upload_closed', 'Confirmed already.'));
const away = () => Promise.reject(new PortalAway('cut'));
const confirm = async () => listed;

it('ends as done where the confirm had reached the portal before the failure was seen', async () => {
  expect(await cancelAtPortal({ cancel: closed }, { confirmAgain: confirm, asked: true })).toEqual({
    type: 'done',
    listed,
  });
});

it('ends as done where an earlier page had it confirmed, and this one never asked', async () => {
  const end = await cancelAtPortal({ cancel: closed }, { confirmAgain: confirm, asked: false });
  expect(end).toEqual({ type: 'done', listed });
});

it('ends as cancelled where nothing was confirmed', async () => {
  const ends = await Promise.all([
    cancelAtPortal({ cancel: async () => {} }, { confirmAgain: confirm, asked: true }),
    cancelAtPortal({ cancel: closed }, { confirmAgain: closed, asked: true }),
    cancelAtPortal({ cancel: away }, { confirmAgain: confirm, asked: false }),
  ]);
  expect(ends).toEqual(ends.map(() => ({ type: 'cancelled' })));
});

it('does not say cancelled of what may be listed while the portal is away, or cannot look', async () => {
  const unable = (['unavailable', 'too_many_requests', 'internal'] as const).map(
    (code) => () => Promise.reject(new SluiceError(code, 'Not just now.')),
  );
  const ends = await Promise.all(
    [away, ...unable].flatMap((noAnswer) => [
      cancelAtPortal({ cancel: noAnswer }, { confirmAgain: confirm, asked: true }),
      cancelAtPortal({ cancel: closed }, { confirmAgain: noAnswer, asked: false }),
    ]),
  );
  for (const end of ends)
    expect(end).toMatchObject({ type: 'failed', reason: expect.stringContaining('try again when') });
});
