import { expect, it, vi } from 'vitest';
import type { Pause } from '#lib/transfers/with-retry.ts';
import { openSink } from './file-sinks.ts';

const MiB = 1024 * 1024;

/** A picked file of `size` bytes, which the browser writes by a copy; what it is asked for. */
function pickedFile(begun = 0) {
  const asked: string[] = [];
  let size = begun;
  let copied = begun;
  const writable = {
    async write({ position, data }: { position: number; data: Uint8Array }) {
      asked.push(`write at ${position}`);
      copied = Math.max(copied, position + data.length);
    },
    async truncate(to: number) {
      asked.push(`truncate ${to}`);
      copied = to;
    },
    async close() {
      asked.push('close');
      size = copied;
    },
  };
  const handle = {
    createSyncAccessHandle: () => Promise.reject(new DOMException('not here', 'InvalidStateError')),
    getFile: async () => ({ size, lastModified: 7 }),
    async createWritable() {
      asked.push('copy');
      copied = size;
      return writable;
    },
  } as unknown as FileSystemFileHandle;
  /** Another program writes it. */
  function takeOver(bytes: number) {
    size = bytes;
  }
  return { handle, asked, takeOver };
}

function open(handle: FileSystemFileHandle, told: Pause[] = []) {
  const options = { goesOn: false, onPause: (pause: Pause) => void told.push(pause) };
  return openSink(handle, async () => {}, options);
}

it('asks the browser for nothing more than a fresh small file takes', async () => {
  const { handle, asked } = pickedFile();
  const sink = await open(handle);
  await sink.truncate(0);
  await sink.write(0, new Uint8Array(10));
  await sink.close();
  expect(asked).toEqual(['copy', 'write at 0', 'close']);
});

it('cuts off what is there beyond what stays', async () => {
  const { handle, asked } = pickedFile(100);
  const sink = await open(handle);
  await sink.truncate(40);
  expect(asked).toEqual(['copy', 'truncate 40']);
});

it('counts what an earlier run has left as kept', async () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(0);
  const sink = await open(pickedFile(10 * MiB).handle);
  await sink.truncate(10 * MiB);
  now.mockReturnValue(61_000);
  expect(await sink.keep(19 * MiB, false)).toBeUndefined();
  expect(await sink.keep(20 * MiB, false)).toEqual({ modified: 7 });
  now.mockRestore();
});

it('closes the copy now and then where the line is slow, and whenever it must', async () => {
  const { handle, asked } = pickedFile();
  const now = vi.spyOn(performance, 'now').mockReturnValue(0);
  const sink = await open(handle);
  await sink.write(0, new Uint8Array(10));
  now.mockReturnValue(59_000);
  expect(await sink.keep(60 * MiB, false)).toBeUndefined();
  now.mockReturnValue(61_000);
  expect(await sink.keep(60 * MiB, false)).toEqual({ modified: 7 });
  expect(await sink.keep(61 * MiB, false)).toBeUndefined();
  expect(await sink.keep(61 * MiB, true)).toEqual({ modified: 7 });
  now.mockRestore();
  expect(asked).toEqual(['copy', 'write at 0', 'close']);
});

it('does not go on over what another download has put there since it was kept', async () => {
  const { handle, asked, takeOver } = pickedFile();
  const now = vi.spyOn(performance, 'now').mockReturnValue(0);
  const sink = await open(handle);
  await sink.write(0, new Uint8Array(10));
  now.mockReturnValue(61_000);
  expect(await sink.keep(10, false)).toEqual({ modified: 7 });
  now.mockReturnValue(63_000);
  takeOver(50);
  await expect(sink.write(10, new Uint8Array(10))).rejects.toThrow('The file cannot be written');
  // Nor is it taken for ours by the next run.
  expect(await sink.keep(10, true)).toBeUndefined();
  now.mockRestore();
  expect(asked).toEqual(['copy', 'write at 0', 'close']);
});

it('does not begin over what another download has put there since it was picked', async () => {
  const { handle, takeOver } = pickedFile();
  const now = vi.spyOn(performance, 'now').mockReturnValue(0);
  const sink = await open(handle);
  await sink.truncate(0);
  takeOver(50);
  now.mockReturnValue(2000);
  await expect(sink.write(0, new Uint8Array(10))).rejects.toThrow('The file cannot be written');
  now.mockRestore();
});

it('says that the browser checks a large file, and nothing of a small one or of one that is paused', async () => {
  const told: Pause[] = [];
  for (const [end, isPaused] of [
    [10, false],
    [200 * MiB, true],
    [200 * MiB, false],
  ] as const) {
    const sink = await open(pickedFile().handle, told);
    await sink.write(end - 10, new Uint8Array(10));
    if (isPaused) await sink.keep(end, true);
    await sink.close();
  }
  expect(told).toEqual([{ retryAt: undefined, reason: 'the browser is checking what came' }]);
});
