import { afterEach, expect, it, vi } from 'vitest';
import type { Call } from '#lib/api/client.ts';
import { SluiceError } from '#lib/errors.ts';
import type { TransferEvent } from '#lib/transfers/transfer-state.ts';
import { uploadFile } from '#lib/transfers/upload-file.ts';
import { beginTransfer, cancelTransfer, resolveTransfer, retryTransfer } from './run-transfer.ts';
import { removeTransfers, transfersStore } from './transfers-store.ts';

vi.mock('#lib/transfers/upload-file.ts', () => ({ uploadFile: vi.fn() }));

afterEach(() => removeTransfers(() => true));

const closed = new SluiceError('upload_closed', 'Left for too long.');
const failed: TransferEvent = { type: 'failed', reason: closed.message, error: closed };
const listed = { datasetId: 'd', name: 'rain', version: 1 };

/** The engine's next runs end with these events each, in turn. */
function runsEndWith(...runs: TransferEvent[][]) {
  for (const events of runs)
    vi.mocked(uploadFile).mockImplementationOnce(async (_, { emit }) => {
      for (const event of events) emit(event);
    });
}

/** A portal whose reservations have the ids given, or are refused; other answers by operation. */
function portal(reservations: (string | Error | Promise<string>)[], answers: Record<string, unknown> = {}) {
  const calls: [string, unknown][] = [];
  const api = (async (operation: string, input: { params?: { uploadId?: string }; body?: unknown }) => {
    calls.push([operation, input.params?.uploadId ?? input.body]);
    const answer = operation === 'reserveUpload' ? await reservations.shift() : answers[operation];
    if (answer instanceof Error) throw answer;
    return operation === 'reserveUpload' ? { id: answer, blockSize: 8, key: { url: '' } } : answer;
  }) as unknown as Call;
  return { api, calls };
}

function begin(api: Call) {
  const file = new File([''], 'rain.csv');
  const asked = { name: 'rain', dataTypeId: 'JSON' as const, fileName: 'rain.csv', size: 0 };
  return beginTransfer({ api, workspaceId: 'w', file, asked, name: 'rain', onListed: () => {} });
}

const shown = () => transfersStore.get().transfers.map(({ id, state }) => `${id} ${state.phase.name}`);

it('reserves anew after the portal closed the upload, and leaves no second entry', async () => {
  runsEndWith([failed], [{ type: 'done', listed }]);
  const { api, calls } = portal(['a', 'b']);
  await begin(api);
  await vi.waitFor(() => expect(shown()).toEqual(['a failed']));
  retryTransfer('a');
  await vi.waitFor(() => expect(shown()).toEqual(['b done']));
  expect(calls.map(([operation]) => operation)).toEqual(['reserveUpload', 'cancelUpload', 'reserveUpload']);
});

it('offers the ways on where the name was taken by then', async () => {
  runsEndWith([failed], [{ type: 'done', listed }]);
  const { api, calls } = portal(['a', new SluiceError('name_taken', 'Taken.'), 'c']);
  await begin(api);
  await vi.waitFor(() => expect(shown()).toEqual(['a failed']));
  retryTransfer('a');
  await vi.waitFor(() => expect(shown()).toEqual(['a conflict']));
  resolveTransfer('a', { name: 'rain (2)' });
  await vi.waitFor(() => expect(shown()).toEqual(['c done']));
  expect(calls.at(-1)).toEqual(['reserveUpload', expect.objectContaining({ name: 'rain (2)' })]);
});

it('takes back a reservation that was cancelled while it was asked for', async () => {
  runsEndWith([failed]);
  let resolve: (id: string) => void = () => {};
  const promise = new Promise<string>((done) => {
    resolve = done;
  });
  const { api, calls } = portal(['a', promise]);
  await begin(api);
  await vi.waitFor(() => expect(shown()).toEqual(['a failed']));
  retryTransfer('a');
  await vi.waitFor(() => expect(calls).toHaveLength(3));
  await cancelTransfer('a');
  resolve('b');
  await vi.waitFor(() => expect(shown()).toEqual(['a cancelled']));
  expect(calls.at(-1)).toEqual(['cancelUpload', 'b']);
});

it('shows a failed transfer as done where cancelling finds that its confirm had arrived', async () => {
  const away: TransferEvent = { type: 'failed', reason: 'Away.', error: new SluiceError('unavailable', '') };
  runsEndWith([{ type: 'committed', receipt: { etag: '1', md5: '2' } }, away]);
  const dataset = { id: 'd', name: 'rain', version: 1 };
  const { api } = portal(['a'], { cancelUpload: closed, confirmUpload: { dataset } });
  await begin(api);
  await vi.waitFor(() => expect(shown()).toEqual(['a failed']));
  await cancelTransfer('a');
  expect(shown()).toEqual(['a done']);
});
