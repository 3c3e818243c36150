import { expect, it } from 'vitest';
import { guessDataType, guessHeadBytes } from './guess-data-type.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

it.each([
  ['a table with a header', 'rain.csv', 'station,mm\nA,1.5\nB,2\n', 'GenericCSV'],
  ['numbers over numbers', 'rain.csv', '1,2.5\n2,3.5\n', 'GenericCSVNoHeader'],
  [
    'words beside numbers over numbers',
    'iris.data.csv',
    '5.1,3.5,setosa\n4.9,3.0,setosa\n',
    'GenericCSVNoHeader',
  ],
  ['words over words', 'names.csv', 'first,last\nAda,Lovelace\n', 'GenericCSV'],
  ['one word over numbers among numbers', 'x.csv', 'id,2015\n7,1.5\n8,2.5\n', 'GenericCSV'],
  ['a single row of numbers', 'x.csv', '1,2,3\n', 'GenericCSV'],
  ['semicolons', 'x.csv', 'a;b\n1,5;2\n2,5;3\n', 'GenericCSV'],
  ['tabs under the name csv', 'x.csv', 'a\tb\n1\t2\n3\t4\n', 'GenericTSV'],
  ['tabs', 'x.tsv', 'a\tb\n1\t2\n', 'GenericTSV'],
  ['tabs without a header', 'X.TSV', '1\t2\n3\t4\n', 'GenericTSVNoHeader'],
  ['prose', 'notes.txt', 'It rained, and rained.\nThen, it stopped.\n', 'PlainText'],
  ['ARFF by its name', 'x.arff', '% c\n@relation x\n', 'ARFF'],
  ['ARFF by its words', 'weather', '% c\n\n@RELATION weather\n@data\n', 'ARFF'],
  ['a JSON document', 'x.json', '{\n  "a": [1]\n}', 'JSON'],
  ['JSON by lines under the name json', 'x.json', '{"a":1}\n{"a":2}\n', 'NDJSON'],
  ['JSON by lines', 'x.jsonl', '{"a":1}\n', 'NDJSON'],
  ['JSON without a name', 'answer', '[{"a":1}]', 'JSON'],
  ['a table without a name', 'data', 'a,b\n1,2\n3,4\n', 'GenericCSV'],
  ['prose without a name', 'README', 'It rained.\nThen it stopped.\n', 'PlainText'],
  ['an image of lines', 'x.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'Image'],
  ['nothing under the name csv', 'empty.csv', '', 'GenericCSV'],
  ['nothing without a name', 'empty', '', 'Other'],
])('takes %s for what it is', (_, fileName, text, type) => {
  expect(guessDataType(fileName, bytes(text))).toBe(type);
});

it.each([
  ['data.bin', 'PAR1\x15\x04', 'Parquet'],
  ['lakes.zip', 'PK\x03\x04\x14', 'Zip'],
  ['photo.csv', '\x89PNG\r\n\x1a\n\x00', 'Image'],
  ['x.webp', 'RIFF\x10\x00\x00\x00WEBPVP8 ', 'Image'],
  ['rain.csv', '\x1f\x8b\x08\x00', 'Other'],
  ['rain.csv', 'a,b\x00\x00\x00\x01\x02\x03', 'Other'],
])('believes the bytes of %s rather than its name', (fileName, text, type) => {
  expect(
    guessDataType(
      fileName,
      Uint8Array.from(text, (character) => character.charCodeAt(0)),
    ),
  ).toBe(type);
});

it('reads past a byte order mark and UTF-16', () => {
  expect(guessDataType('x.csv', bytes('\ufeff1,2\n3,4\n'))).toBe('GenericCSVNoHeader');
  const utf16 = new Uint8Array(Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'));
  expect(guessDataType('x.csv', utf16)).toBe('GenericCSV');
});

it('leaves out the row that the head cuts', () => {
  const rows = `${'12,34.5\n'.repeat(guessHeadBytes)}`;
  expect(guessDataType('x.csv', bytes(rows).subarray(0, guessHeadBytes))).toBe('GenericCSVNoHeader');
  const long = `[${'{"a": 1},'.repeat(guessHeadBytes)}`;
  expect(guessDataType('answer', bytes(long).subarray(0, guessHeadBytes))).toBe('JSON');
});

it('stays quick on one enormous line', () => {
  const line = bytes('x'.repeat(guessHeadBytes));
  expect(guessDataType('x.csv', line)).toBe('GenericCSV');
});

it('stays quick on a row of very many cells over very many rows of one', () => {
  const head = bytes(`1${','.repeat(guessHeadBytes / 2)}\n${'1\n'.repeat(guessHeadBytes / 4)}`);
  expect(guessDataType('x.csv', head.subarray(0, guessHeadBytes))).toBe('GenericCSVNoHeader');
});
