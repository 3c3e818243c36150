import { expect, test } from 'vitest';
import { jsString, pythonString, rString, shellWord } from './quoting.ts';

const names: [name: string, python: string, r: string, shell: string][] = [
  ['rain', "'rain'", '"rain"', "'rain'"],
  ["it's", String.raw`'it\'s'`, `"it's"`, String.raw`'it'\''s'`],
  ['a "b"', `'a "b"'`, String.raw`"a \"b\""`, `'a "b"'`],
  ['$HOME `id` $(id) !x', "'$HOME `id` $(id) !x'", '"$HOME `id` $(id) !x"', "'$HOME `id` $(id) !x'"],
  ['C:\\new\\', "'C:\\\\new\\\\'", '"C:\\\\new\\\\"', "'C:\\new\\'"],
  ['Süd 🌊 👩‍🔬', "'Süd 🌊 👩‍🔬'", '"Süd 🌊 👩‍🔬"', "'Süd 🌊 👩‍🔬'"],
  ['a\nb\tc', String.raw`'a\u000ab\u0009c'`, String.raw`"a\u000ab\u0009c"`, String.raw`$'a\012b\011c'`],
  ['\u2028x', String.raw`'\u2028x'`, String.raw`"\u2028x"`, String.raw`$'\342\200\250x'`],
  ["\u202e'7", String.raw`'\u202e\'7'`, String.raw`"\u202e'7"`, String.raw`$'\342\200\256\'7'`],
  ['a\ud800', String.raw`'a\ud800'`, '"a\ufffd"', "'a\ufffd'"],
  ['', "''", '""', "''"],
  ['{0} %s #{x} $[x]', "'{0} %s #{x} $[x]'", '"{0} %s #{x} $[x]"', "'{0} %s #{x} $[x]'"],
];

test.each(names)('%j is quoted for Python, R and the shell', (name, python, r, shell) => {
  expect(pythonString(name)).toBe(python);
  expect(rString(name)).toBe(r);
  expect(shellWord(name)).toBe(shell);
});

test.each(names)('%j is the value of its JavaScript literal', (name) => {
  expect(new Function(`return ${jsString(name)}`)()).toBe(name);
});

test.each(names)('the JavaScript literal of %j stays on one line', (name) => {
  expect(jsString(name)).not.toMatch(/[\n\r\u2028\u2029]/);
});

test('a NUL, which neither R nor programs can take, becomes a replacement character', () => {
  expect(rString('a\0b')).toBe('"a\ufffdb"');
  expect(shellWord('a\0b')).toBe("'a\ufffdb'");
});
