import { expect, it } from 'vitest';
import { downloadFailReason } from '#lib/transfers/download/fail-reason.ts';
import { fileMaker, homeOf } from './folder-places.ts';

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

it('ends where the browser refuses to say what is there', async () => {
  const refusal = new DOMException('gone', 'NotAllowedError');
  await expect(homeOf(parentOf([], refusal), 'rain', undefined)).rejects.toBe(refusal);
});

it('names what bears a name that the browser refuses, a dataset or a file in it', async () => {
  const refusing = {
    getDirectoryHandle: () => Promise.reject(new TypeError('Name is not allowed.')),
    getFileHandle: () => Promise.reject(new TypeError('Name is not allowed.')),
  } as unknown as FileSystemDirectoryHandle;
  const said = (path: string) =>
    `This browser does not write a file or folder of the name ${path}; download it as a zip, or rename it and upload it again.`;
  const home = await homeOf(refusing, 'rain', undefined).catch(downloadFailReason);
  expect(home).toBe(said('rain'));
  const make = fileMaker(refusing);
  expect(await make(['a_'], 'a:').catch(downloadFailReason)).toBe(said('a:'));
  expect(await make(['a_', '1'], 'a:/1').catch(downloadFailReason)).toBe(said('a:/1'));
});

/** Folders in memory that count how often they are asked for; `remove` takes one away. */
function memoryFolder() {
  const asked: string[] = [];
  let gone = new Set<object>();
  const all = new Map<string, object>();
  function folder(path: string): FileSystemDirectoryHandle {
    const self = {
      path,
      async getDirectoryHandle(name: string) {
        asked.push(`${path}${name}/`);
        if (gone.has(self)) throw new DOMException('gone', 'NotFoundError');
        const made = folder(`${path}${name}/`);
        all.set(`${path}${name}/`, made);
        return made;
      },
      async getFileHandle(name: string) {
        if (gone.has(self)) throw new DOMException('gone', 'NotFoundError');
        return { path: path + name };
      },
    };
    return self as unknown as FileSystemDirectoryHandle;
  }
  const remove = (path: string) => {
    gone = new Set([all.get(path) ?? {}]);
  };
  return { home: folder(''), asked, remove };
}

it('asks for each folder once, also where several files need it at the same time', async () => {
  const { home, asked } = memoryFolder();
  const make = fileMaker(home);
  const files = await Promise.all([
    make(['a', 'b', '1'], 'a/b/1'),
    make(['a', 'b', '2'], 'a/b/2'),
    make(['a', '3'], 'a/3'),
    make(['4'], '4'),
  ]);
  expect(files.map(({ handle }) => handle)).toEqual([
    { path: 'a/b/1' },
    { path: 'a/b/2' },
    { path: 'a/3' },
    { path: '4' },
  ]);
  expect(asked).toEqual(['a/', 'a/b/']);
});

it('makes a folder again that was removed meanwhile', async () => {
  const { home, remove } = memoryFolder();
  const make = fileMaker(home);
  await make(['a', '1'], 'a/1');
  remove('a/');
  expect((await make(['a', '2'], 'a/2')).handle).toEqual({ path: 'a/2' });
});
