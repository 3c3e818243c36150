import { expect, it } from 'vitest';
import { gatheredWrites } from './gathered-writes.ts';
import { SinkFailure } from './ports.ts';
import { someBytes } from './testing/download-fixture.ts';

const MiB = 1024 * 1024;
const content = someBytes(20 * MiB);

/** Writes `content` piece by piece to a sink with `room` bytes; answers what it was asked to write. */
async function write(pieces: readonly number[], room = content.length) {
  const disk = new Uint8Array(content.length);
  const writes: number[] = [];
  const sink = {
    write(position: number, bytes: Uint8Array) {
      if (position + bytes.length > room) throw new SinkFailure({ full: true });
      disk.set(bytes, position);
      writes.push(bytes.length);
    },
  };
  const gathered = gatheredWrites(sink, 0);
  let at = 0;
  const run = async () => {
    for (const length of pieces) {
      await gathered.write(content.subarray(at, at + length));
      at += length;
    }
    await gathered.flush();
  };
  const error = await run().catch((error: unknown) => error);
  const same = Buffer.compare(disk.subarray(0, gathered.written()), content.subarray(0, gathered.written()));
  return { there: gathered.written(), isRight: same === 0, writes, at, error };
}

it('writes many little pieces as few, in order', async () => {
  const { there, isRight, writes, at } = await write(Array.from({ length: 1000 }, () => 10_000));
  expect(writes.length).toBeLessThan(4);
  expect([there, isRight]).toEqual([at, true]);
});

it('writes a large piece as it is, behind what waits', async () => {
  const { there, isRight, writes, at } = await write([10, 8 * MiB, 20, 3 * MiB, 30]);
  expect(writes).toEqual([10, 8 * MiB, 20, 3 * MiB, 30]);
  expect([there, isRight]).toEqual([at, true]);
});

it('knows what is there where the disk is full', async () => {
  const { there, isRight, error } = await write(
    Array.from({ length: 9 }, () => MiB),
    6 * MiB,
  );
  expect(error).toBeInstanceOf(SinkFailure);
  expect([there, isRight]).toEqual([4 * MiB, true]);
});
