import { expect, it } from 'vitest';
import { putMark } from './container-mark.ts';

/** A blob of embedded storage whose disk is all but full: it takes no bytes, records it does. */
function blobOnFullDisk() {
  const marks: unknown[] = [];
  const blob = {
    upload: () => Promise.reject({ statusCode: 507, code: 'InsufficientStorage' }),
    async setMetadata({ mark }: { mark: string }, { conditions }: { conditions: { ifMatch: string } }) {
      if (conditions.ifMatch !== '"now"') throw { statusCode: 412, code: 'ConditionNotMet' };
      marks.push(mark);
    },
  };
  return { marks, blobOf: () => blob as never };
}

it('makes the mark anew on a full disk of embedded storage, where only the sweeper makes room', async () => {
  const { marks, blobOf } = blobOnFullDisk();
  expect(await putMark(blobOf, 'next', '"now"')).toBe(true);
  expect(await putMark(blobOf, 'late', '"before"')).toBe(false);
  expect(marks).toEqual(['next']);
  await expect(putMark(blobOf, 'first', undefined)).rejects.toThrow('make room');
});
