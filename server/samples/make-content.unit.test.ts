import { expect, it } from 'vitest';
import type { Making } from './catalogue.ts';
import { makeFiles } from './make-content.ts';

const sample = {
  key: 'k',
  name: 'N',
  dataTypeId: 'Other',
  source: 's',
  fileName: 'city data.csv',
  contentType: 'text/csv',
} as const;

function makeAll(making: Making, source: string): [string, string][] {
  const files = makeFiles({ ...sample, making }, Buffer.from(source));
  return files.map(({ path, content }) => [path, Buffer.from(content).toString('utf8')]);
}

function make(making: Making, source: string): string | undefined {
  const [[path, text] = [], ...others] = makeAll(making, source);
  expect([path, others]).toEqual([sample.fileName, []]);
  return text;
}

const table = 'name,city,n\r\n"Bay, North",Ulm,1\r\n"say ""hi""",Köln,2\r\n';

it('keeps the bytes of a source that is taken as it is', () => {
  const bytes = Buffer.from([0, 255, 13, 10]);
  const [file] = makeFiles({ ...sample, making: { kind: 'as-is' } }, bytes);
  expect(file).toEqual({ path: 'city data.csv', contentType: 'text/csv', content: bytes });
});

it('drops the header and quotes again what needs it', () => {
  expect(make({ kind: 'without-header', delimiter: ',' }, table)).toBe(
    '"Bay, North",Ulm,1\n"say ""hi""",Köln,2\n',
  );
  expect(make({ kind: 'without-header', delimiter: '\t' }, 'a,b\n1,"2\t3"\n')).toBe('1\t"2\t3"\n');
});

it('takes one column, a value a line', () => {
  expect(make({ kind: 'lines', column: 'city' }, table)).toBe('Ulm\nKöln\n');
  expect(() => make({ kind: 'lines', column: 'land' }, table)).toThrow('no column "land"');
});

it('writes one JSON document a line', () => {
  expect(make({ kind: 'ndjson' }, '[{"a": "x\\ny"},\n [1]]')).toBe('{"a":"x\\ny"}\n[1]\n');
  expect(() => make({ kind: 'ndjson' }, '{}')).toThrow();
});

it('writes ARFF with the columns in the order of the catalogue', () => {
  const columns = [{ name: 'b', type: 'numeric' } as const, { name: 'a', type: 'nominal' } as const];
  expect(make({ kind: 'arff', relation: 'r', columns }, '[{"a":"x","b":1},{"a":null,"b":null}]')).toContain(
    '@data\n1,x\n?,?\n',
  );
});

it('writes a file for each value of a column, and a README that tells them', () => {
  const source = '[{"town":"Köln Süd","n":1},{"town":"Bonn","n":null},{"town":"Köln Süd","n":2}]';
  expect(makeAll({ kind: 'csv-by', column: 'town' }, source)).toEqual([
    ['city data-bonn.csv', 'town,n\nBonn,\n'],
    ['city data-k-ln-s-d.csv', 'town,n\nKöln Süd,1\nKöln Süd,2\n'],
    [
      'README.md',
      '# One file for each town\n\n- `city data-bonn.csv`: town Bonn\n- `city data-k-ln-s-d.csv`: town Köln Süd\n',
    ],
  ]);
});
