import { expect, it } from 'vitest';
import { filePathProblem, lastName, pathKey, unsafePathProblem } from './file-path.ts';

it('takes relative paths of good names', () => {
  for (const path of [
    'a.csv',
    'a/b/c.csv',
    'Ångström/日本 🎉.csv',
    `${'d/'.repeat(511)}f`,
    ' a/b ',
    '%2e%2e/x',
  ])
    expect(filePathProblem(path), path).toBeUndefined();
});

it('refuses what leaves the folder, names nothing or hides something, with the rule', () => {
  const refused = [
    '',
    '/a',
    'a/',
    'a//b',
    '.',
    '..',
    '../a',
    'a/../../etc/passwd',
    'a/./b',
    'a/..',
    'a\\b',
    'C:\\x',
  ];
  const hidden = ['a/\u0000', 'a\n/b', 'a/\u202eb', 'a\u200b/b', 'a/\ud800', 'a\u0001', 'a/\ufffe'];
  for (const path of [...refused, ...hidden])
    expect(filePathProblem(path), JSON.stringify(path)).toMatch(/\.$/);
  expect(filePathProblem('../a')).toContain('name in the path');
});

it('refuses more than 1,024 characters, and a name of more than 255 bytes', () => {
  expect(filePathProblem(`${'d/'.repeat(512)}f`)).toContain('1025 characters');
  expect(filePathProblem(`a/${'ü'.repeat(128)}`)).toContain('255 bytes');
});

it('refuses a drive, out of the folder of whoever unpacks it on Windows; a colon elsewhere is a name', () => {
  for (const path of ['C:/Users/a.csv', 'c:/a', 'C:'])
    expect(filePathProblem(path)).toContain('begins with a drive');
  for (const path of ['a/C:/b', 'CD:/a', 'C:a/b']) expect(filePathProblem(path)).toBeUndefined();
});

it('lets a file be asked for whose path was taken before it was refused', () => {
  for (const path of ['C:/a.csv', 'a/pay\u00adpal.csv', 'a/\u3164']) {
    expect(filePathProblem(path)).toBeDefined();
    expect(unsafePathProblem(path)).toBeUndefined();
  }
  expect(unsafePathProblem('../a')).toBeDefined();
});

it('compares two spellings of one text as one path, and case as it stands', () => {
  expect(pathKey('Zürich/a'.normalize('NFD'))).toBe(pathKey('Zürich/a'.normalize('NFC')));
  expect(pathKey('A')).not.toBe(pathKey('a'));
});

it('sorts what is in a folder right behind the name of the folder', () => {
  const paths = ['a-b', 'a', 'a.b', 'a/b', 'a b', 'a/b/c', 'a!'];
  const sorted = paths.toSorted((one, other) => (pathKey(one) < pathKey(other) ? -1 : 1));
  expect(sorted.slice(0, 3)).toEqual(['a', 'a/b', 'a/b/c']);
});

it("knows the file's own name", () => {
  expect([lastName('a/b/c'), lastName('c')]).toEqual(['c', 'c']);
});
