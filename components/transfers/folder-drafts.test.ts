import { expect, it } from 'vitest';
import { draftsOf, labelOf } from './drafts.ts';
import { asFiles, asFolder, placeOf } from './folder-drafts.ts';
import type { Picked } from './picked.ts';

const file = (name: string): Picked => ({ kind: 'file', file: new File(['a,b\n'], name) });
const folder = (name: string, ...paths: string[]): Picked => ({
  kind: 'folder',
  name,
  files: paths.map((path) => ({ path, file: new File(['a\n'], path.split('/').at(-1) ?? '') })),
});
const pathsOf = (picked: Picked) => picked.kind === 'folder' && picked.files.map(({ path }) => path);

/** As the dialog does it: the files become drafts, and these one folder. */
const joined = (...picked: Picked[]) => asFolder(draftsOf(picked.flatMap(asFiles), undefined, []));

it('joins single files as one folder, twins under other names', () => {
  const one = joined(file('a.csv'), file('a.csv'));
  expect([labelOf(one), pathsOf(one)]).toEqual(['files', ['a.csv', 'a.csv (2)']]);
});

it('shows files of a folder by their paths, in the order of these, each still under its own name', () => {
  const files = asFiles(folder('gauges', 'b/data.csv', 'a/data.csv', 'readme.md', 'a b/x.csv'));
  expect(files.map(placeOf)).toEqual([
    'gauges/a/data.csv',
    'gauges/a b/x.csv',
    'gauges/b/data.csv',
    'gauges/readme.md',
  ]);
  expect(files.map(labelOf)).toEqual(['data.csv', 'x.csv', 'data.csv', 'readme.md']);
});

it('makes a folder that was taken apart the same folder again, but for what was left out', () => {
  const one = joined(folder('gauges', 'b/data.csv', 'a/data.csv'));
  expect([labelOf(one), pathsOf(one)]).toEqual(['gauges', ['a/data.csv', 'b/data.csv']]);
  const [first, ...rest] = asFiles(folder('gauges', 'a.csv', 'b/c.csv', 'b/d.csv'));
  expect(first && placeOf(first)).toBe('gauges/a.csv');
  expect(pathsOf(joined(...rest))).toEqual(['b/c.csv', 'b/d.csv']);
});

it('keeps files of several folders below the names of these, beside those of none', () => {
  const one = joined(folder('north', 'data.csv'), folder('south', 'a/data.csv'), file('readme.md'));
  expect([labelOf(one), pathsOf(one)]).toEqual([
    'files',
    ['north/data.csv', 'south/a/data.csv', 'readme.md'],
  ]);
  const twins = joined(folder('north', 'a/data.csv'), folder('north', 'a/data.csv'));
  expect(pathsOf(twins)).toEqual(['a/data.csv', 'a/data.csv (2)']);
});
