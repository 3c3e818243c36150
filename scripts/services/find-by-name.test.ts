import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { findByName } from './find-by-name.mjs';

// Azurite's own, which is no dependency of ours.
const require = createRequire(createRequire(import.meta.url).resolve('azurite/package.json'));

/** Another copy each time, as one of them is changed. */
function loadLoki() {
  delete require.cache[require.resolve('lokijs')];
  return require('lokijs');
}

const plainLoki = loadLoki();
const quickLoki = loadLoki();
findByName(quickLoki);

interface Blob {
  accountName: string;
  containerName: string;
  name: string;
  snapshot: string;
  size: number;
}

const indices = ['accountName', 'containerName', 'name', 'snapshot'];
const blobsIn = (loki: typeof plainLoki) => new loki('test', {}).addCollection('blobs', { indices });
const blob = (name: string, rest: Partial<Blob> = {}): Blob => ({
  accountName: 'sluice',
  containerName: 'one',
  name,
  snapshot: '',
  size: 1,
  ...rest,
});
const asked = ({ size: _size, ...rest }: Blob) => rest;

/** Not at random for each run: what fails once fails again. */
function choices(seed: number) {
  let state = seed;
  return <T>(list: readonly T[]): T => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return list[Math.floor((state / 2 ** 31) * list.length)] as T;
  };
}

describe('findByName', () => {
  test('looks at the documents of that name alone', () => {
    const blobs = blobsIn(quickLoki);
    let looks = 0;
    for (let at = 0; at < 1000; at++) {
      const doc = blob(`file-${at}`);
      Object.defineProperty(doc, 'containerName', { enumerable: true, get: () => looks++ && 'one' });
      blobs.insert(doc);
    }
    blobs.findOne(asked(blob('file-7')));
    looks = 1;
    expect(blobs.findOne(asked(blob('file-500')))).toMatchObject({ name: 'file-500' });
    expect(looks).toBeLessThan(5);
  });

  test('answers as without it, whatever is inserted, changed, removed, stored and loaded', () => {
    const pick = choices(7);
    const [plain, quick] = [plainLoki, quickLoki].map((loki) => ({ loki, blobs: blobsIn(loki) })) as [
      { loki: typeof plainLoki; blobs: ReturnType<typeof blobsIn> },
      { loki: typeof plainLoki; blobs: ReturnType<typeof blobsIn> },
    ];
    for (let step = 0; step < 3000; step++) {
      const wanted = blob(pick(['a', 'b/1', 'b/2', 'ä', '7', '70']), {
        containerName: pick(['one', 'two']),
        snapshot: pick(['', '', 's1', 's2']),
        size: step,
      });
      const act = pick([
        'insert',
        'insert',
        'change',
        'remove',
        'several',
        'find',
        'list',
        'reload',
      ] as const);
      const seen = [plain, quick].map((side) => {
        const { blobs } = side;
        const there = blobs.findOne(asked(wanted));
        if (act === 'insert' && !there) blobs.insert({ ...wanted });
        if (act === 'change' && there) blobs.update(Object.assign(there, { size: step }));
        if (act === 'remove' && there) blobs.remove(there);
        const { snapshot: _any, ...all } = asked(wanted);
        if (act === 'several' && step % 5 === 0) blobs.findAndRemove(all);
        if (act === 'reload' && step % 50 === 0) {
          const db = new side.loki('test', {});
          db.loadJSON(JSON.stringify({ filename: 'test', collections: [blobs], databaseVersion: 1.5 }));
          side.blobs = db.getCollection('blobs');
        }
        const listed = side.blobs.chain().find(all).simplesort('$loki').data();
        return JSON.stringify({
          there: there && { name: there.name, size: there.size },
          listed: listed.map(({ snapshot, size }: Blob) => ({ snapshot, size })),
          count: side.blobs.chain().find({ containerName: 'one' }).data().length,
          narrowed: side.blobs.chain().find({ snapshot: '' }).find(asked(wanted)).data().length,
        });
      });
      expect(seen[1]).toBe(seen[0]);
    }
    expect(quick.blobs.count()).toBeGreaterThan(5);
  });

  test('finds each of the names that are numbers, or begin as such', () => {
    const blobs = blobsIn(quickLoki);
    const names = Array.from({ length: 200 }, (_, at) => (at % 3 === 0 ? `${at}a` : String(at * 7)));
    for (const name of names) blobs.insert(blob(name));
    for (const name of names) expect(blobs.findOne(asked(blob(name)))).toMatchObject({ name });
  });
});
