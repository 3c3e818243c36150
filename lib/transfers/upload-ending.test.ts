import { describe, expect, it } from 'vitest';
import { SluiceError } from '#lib/errors.ts';
import { StorageFailure } from './storage-failure.ts';
import { uploadFixture } from './testing/upload-fixture.ts';

const never = new Promise<never>(() => {});

describe('confirm', () => {
  it('is repeated while the portal is away', async () => {
    const away = new SluiceError('unavailable', 'Away.', { details: { retryAfter: 5 } });
    const upload = uploadFixture({ confirm: (n) => (n < 3 ? away : upload.listed) });
    await upload.run();
    expect(upload.confirms).toHaveLength(3);
    expect(upload.clock.waits.filter((ms) => ms < 60_000)).toEqual([5000, 5000]);
    expect(upload.state().phase.name).toBe('done');
  });

  it('keeps the bytes when the name was taken meanwhile: going on needs no further request to storage', async () => {
    const taken = new SluiceError('name_taken', 'Taken.', { details: { datasetId: 'e'.repeat(32) } });
    const upload = uploadFixture({ confirm: (n) => (n === 1 ? taken : upload.listed) });
    await upload.run();
    expect(upload.state().phase).toMatchObject({ name: 'conflict', reason: 'Taken.' });
    const sent = upload.requests.length;
    await upload.run();
    expect(upload.requests).toHaveLength(sent);
    expect(upload.confirms[1]).toEqual(upload.confirms[0]);
    expect(upload.state().phase.name).toBe('done');
  });

  it("fails with the portal's own sentence where it refuses", async () => {
    const upload = uploadFixture({
      confirm: () => new SluiceError('quota_exceeded', 'The quota is used up.'),
    });
    await upload.run();
    expect(upload.confirms).toHaveLength(1);
    expect(upload.state().phase).toMatchObject({ name: 'failed', reason: 'The quota is used up.' });
  });
});

it('says why storage has dropped what was staged, where the portal knows', async () => {
  const gone = new SluiceError('not_found', 'There is no such workspace.');
  const refuse = (request: { verb: string }) =>
    request.verb === 'commit'
      ? new StorageFailure('refused', { status: 400, code: 'InvalidBlockList' })
      : undefined;
  const closed = uploadFixture({ script: refuse, renewKey: () => gone });
  await closed.run();
  expect(closed.state().phase).toMatchObject({ name: 'failed', reason: gone.message, error: gone });
  const open = uploadFixture({ script: refuse });
  await open.run();
  expect(open.state().phase).toMatchObject({ reason: expect.stringMatching(/^Storage no longer holds/) });
});

describe('an upload that the portal says is closed', () => {
  const closed = () => Promise.reject(new SluiceError('upload_closed', 'Confirmed already.'));
  const hasher = { next: closed, whole: closed };

  it('is done where it was listed for a page that did not live to hear so', async () => {
    const upload = uploadFixture();
    await upload.run({ hasher });
    expect(upload.confirms).toEqual([undefined]);
    expect(upload.state().phase).toEqual({ name: 'done', listed: upload.listed });
  });

  it('has failed where it was not', async () => {
    const upload = uploadFixture({ confirm: () => new SluiceError('upload_closed', 'Cancelled.') });
    await upload.run({ hasher });
    expect(upload.state().phase).toMatchObject({ name: 'failed', reason: 'Confirmed already.' });
  });
});

describe('cancel', () => {
  it.each([1, 2, 7, 11, 12])('at request %i stops everything and tells the portal', async (at) => {
    const upload = uploadFixture({
      script: (_, n) => {
        if (n !== at) return undefined;
        upload.cancel();
        return never;
      },
    });
    await upload.run();
    expect(upload.state().phase).toEqual({ name: 'cancelled' });
    expect(upload.calls.cancels).toBe(1);
    expect(upload.requests.length).toBeLessThanOrEqual(at + 3);
    expect(upload.blob()).toBeUndefined();
    expect(upload.confirms).toEqual([]);
  });

  it('before the start sends nothing', async () => {
    const upload = uploadFixture();
    upload.cancel();
    await upload.run();
    expect(upload.requests).toEqual([]);
    expect(upload.state().phase.name).toBe('cancelled');
  });

  it('ends a pause', async () => {
    const upload = uploadFixture({
      confirm: () => {
        queueMicrotask(() => setImmediate(upload.cancel));
        return new SluiceError('too_many_requests', 'Later.', { details: { retryAfter: 3600 } });
      },
    });
    await upload.run({ clock: { now: () => 0, wait: waitForAbort } });
    expect(upload.state().phase.name).toBe('cancelled');
  });

  it('that comes after the portal had listed the dataset ends as done', async () => {
    const upload = uploadFixture({
      confirm: async (n) => {
        if (n === 1) {
          upload.cancel();
          throw new DOMException('aborted', 'AbortError');
        }
        return upload.listed;
      },
    });
    upload.portal.cancel = () => Promise.reject(new SluiceError('upload_closed', 'Confirmed already.'));
    await upload.run();
    expect(upload.state().phase).toEqual({ name: 'done', listed: upload.listed });
  });
});

function waitForAbort(_: number, signal: AbortSignal): Promise<void> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
