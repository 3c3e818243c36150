import { expect, it } from 'vitest';
import { keptForRecords } from '../../server/platform/free-bytes.mjs';
import { keepRoom } from './keep-room.mjs';

class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

it('takes bytes as long as the disk has room beside the records, and again once it has', async () => {
  class Extents {
    kept: unknown[] = [];
    async appendExtent(data: unknown) {
      this.kept.push(data);
      return data;
    }
  }
  let room = keptForRecords;
  keepRoom(Extents, Refusal, '/data', () => room);
  const extents = new Extents();
  await extents.appendExtent('one');
  room--;
  await expect(extents.appendExtent('two')).rejects.toMatchObject({
    status: 507,
    code: 'InsufficientStorage',
  });
  room++;
  expect(await extents.appendExtent('three')).toBe('three');
  expect(extents.kept).toEqual(['one', 'three']);
});
