import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { toCsv } from './csv.ts';

const texts = [
  "=cmd|'/C calc'!A0",
  "x;=cmd|'/C calc'!A0;y",
  'x; =1+1',
  'x;"=1+1"',
  'a,b;+1',
  'x;;=1',
  'x;＝1',
  ' =1',
  '"=1"',
  '\t=1',
  'tab\t@sum(1)',
  'line\n-1',
  'line\r\n=1',
];

it.each([',', ';', '\t', '\n'])(
  'parted at %j no cell begins as a formula does, whatever is done with quotes',
  (parting) => {
    const csv = toCsv(texts.map((text) => [text, 'next']));
    const cells = [csv.split(parting), ...Papa.parse<string[]>(csv).data].flat();
    expect(cells.length).toBeGreaterThan(texts.length);
    for (const cell of cells) expect(cell).not.toMatch(/^["\s]*[=+\-@＝＋－＠]/);
  },
);

it('leaves all else as it is, with a header where rows are named', () => {
  const csv = toCsv([{ name: 'a; b - c', count: 3 }]);
  expect(csv).toBe('name,count\r\na; b - c,3\r\n');
  expect(toCsv([['e-mail; me@example.org', 1]])).toBe('e-mail; me@example.org,1\r\n');
});
