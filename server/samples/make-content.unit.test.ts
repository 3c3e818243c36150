import { expect, it } from 'vitest';
import type { Making } from './catalogue.ts';
import { makeContent } from './make-content.ts';

function make(making: Making, source: string): string {
  return Buffer.from(makeContent(making, Buffer.from(source))).toString('utf8');
}

const table = 'name,city,n\r\n"Bay, North",Ulm,1\r\n"say ""hi""",Köln,2\r\n';

it('keeps the bytes of a source that is taken as it is', () => {
  const bytes = Buffer.from([0, 255, 13, 10]);
  expect(makeContent({ kind: 'as-is' }, bytes)).toEqual(bytes);
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
