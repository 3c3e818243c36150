import { expect, it } from 'vitest';
import { filePathProblem, foldersOf, lastName, pathKey } from './file-path.ts';

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

it('tells two spellings of one text apart no more than a file system may', () => {
  expect(pathKey('Zürich/a'.normalize('NFD'))).toBe(pathKey('Zürich/a'.normalize('NFC')));
  expect(pathKey('A')).not.toBe(pathKey('a'));
});

it('knows the folders a file is in, and its own name', () => {
  expect(foldersOf('a/b/c')).toEqual(['a', 'a/b']);
  expect(foldersOf('c')).toEqual([]);
  expect([lastName('a/b/c'), lastName('c')]).toEqual(['c', 'c']);
});
