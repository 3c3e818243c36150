import { expect, it } from 'vitest';
import { homeOf } from './folder-places.ts';

/** A picked folder that holds `taken`, and answers `refusal` where it refuses a name. */
function parentOf(taken: readonly string[], refusal?: Error) {
  return {
    async getDirectoryHandle(name: string, options?: { create: boolean }) {
      if (refusal) throw refusal;
      if (taken.includes(name)) throw new DOMException('a file', 'TypeMismatchError');
      if (options?.create) return { name };
      throw new DOMException('none', 'NotFoundError');
    },
  } as unknown as FileSystemDirectoryHandle;
}

it('makes a folder of its own beside what is there', async () => {
  expect((await homeOf(parentOf([]), 'rain', undefined)).name).toBe('rain');
  expect((await homeOf(parentOf(['rain', 'rain (2)']), 'rain', undefined)).name).toBe('rain (3)');
});

it.each([new TypeError('Name is not allowed.'), new DOMException('gone', 'NotAllowedError')])(
  'ends where the browser refuses to say what is there: %s',
  async (refusal) => {
    await expect(homeOf(parentOf([], refusal), 'rain', undefined)).rejects.toBe(refusal);
  },
);
