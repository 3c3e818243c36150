import { expect, it } from 'vitest';
import { SluiceError } from '#lib/errors.ts';
import { cancelAtPortal } from './cancel-at-portal.ts';

const listed = { datasetId: 'd'.repeat(32), name: 'rain', version: 1 };
const receipt = { etag: '"1"', md5: '0'.repeat(32) };
const closed = () => Promise.reject(new SluiceError('upload_closed', 'Confirmed already.'));
const confirm = async () => listed;

it('ends as done where the confirm had reached the portal before the failure was seen', async () => {
  expect(await cancelAtPortal({ cancel: closed, confirm }, receipt)).toEqual({ type: 'done', listed });
});

it('ends as cancelled where nothing was confirmed, and where the portal is away', async () => {
  const away = () => Promise.reject(new SluiceError('unavailable', 'Away.'));
  const ends = await Promise.all([
    cancelAtPortal({ cancel: async () => {}, confirm }, receipt),
    cancelAtPortal({ cancel: closed, confirm }, undefined),
    cancelAtPortal({ cancel: closed, confirm: closed }, receipt),
    cancelAtPortal({ cancel: away, confirm }, receipt),
  ]);
  expect(ends).toEqual(ends.map(() => ({ type: 'cancelled' })));
});
