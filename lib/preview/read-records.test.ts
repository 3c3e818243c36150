import { expect, it } from 'vitest';
import type { RecordsPreview } from './preview.ts';
import { readPreview } from './read-preview.ts';

function read(content: string | Uint8Array) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const source = {
    size: bytes.length,
    readRange: async (start: number, end: number) => bytes.slice(start, end),
  };
  return readPreview(source, 'NDJSON', new AbortController().signal);
}

async function readRows(content: string | Uint8Array): Promise<RecordsPreview> {
  const preview = await read(content);
  if (preview.kind !== 'records') throw new Error(`expected records, got ${JSON.stringify(preview)}`);
  return preview;
}

it('shows objects as rows, with a column for each name that any of them has', async () => {
  const preview = await readRows(
    '{"a":1,"b":"x"}\r\n\n{"b":"","c":[1,{"d":null}]}\n{"a":null,"b":"z","c":[]}',
  );
  expect(preview).toEqual({
    kind: 'records',
    columns: [
      { name: 'a', from: 'header', type: 'number' },
      { name: 'b', from: 'header', type: 'text' },
      { name: 'c', from: 'header', type: 'text', stored: 'list' },
    ],
    rows: [
      ['1', 'x', null],
      [null, '', '[1,{"d":null}]'],
      ['null', 'z', '[]'],
    ],
    total: 3,
    encoding: 'utf-8',
    notes: [],
  });
});

it('guesses types by JSON, not by digits within quotes', async () => {
  const { columns } = await readRows(
    '{"zip":"01067","day":"2024-05-01","ok":true,"at":{"x":1},"mixed":1}\n{"mixed":"a"}\n',
  );
  expect(columns.map(({ type, stored }) => stored ?? type)).toEqual([
    'text',
    'date',
    'boolean',
    'object',
    'text',
  ]);
});

it('reads on until there are 100 lines, and does not count the rest', async () => {
  const line = (n: number) => `${JSON.stringify({ n, pad: 'x'.repeat(2_000) })}\n`;
  const { rows, total } = await readRows(Array.from({ length: 300 }, (_, n) => line(n)).join(''));
  expect([rows.length, total]).toEqual([100, null]);
  expect(rows[99]?.[0]).toBe('99');
  expect(rows[0]?.[1]).toEqual({ cut: 'x'.repeat(1_000), length: 2_000 });
});

it('says at which line the 4 MiB end', async () => {
  const { rows, notes } = await readRows(`{"a":1}\n{"a":"${'x'.repeat(5_000_000)}"}\n`);
  expect(rows).toEqual([['1']]);
  expect(notes).toEqual(['Line 2 does not end within the 4 MiB that a preview reads.']);
});

it('keeps names that are no good names for others', async () => {
  const { columns, rows } = await readRows('{"__proto__":1,"constructor":"c","":2}\n{"toString":3}\n');
  expect(columns.map(({ name }) => name)).toEqual(['__proto__', 'constructor', '', 'toString']);
  expect(rows).toEqual([
    ['1', 'c', '2', null],
    [null, null, null, '3'],
  ]);
});

it.each([
  ['arrays', '[1,2]\n[3,4]\n'],
  ['numbers', '1\n2\n'],
  ['one object over several lines', '{\n  "a": 1\n}\n'],
  ['a broken line', '{"a":1}\n{"a":\n'],
  ['one endless object', `{"a":"${'x'.repeat(5_000_000)}"}`],
])('shows %s as text', async (_, content) => {
  expect((await read(content)).kind).toBe('text');
});

it('is too large with more than 10,000 names, and no text where it is bytes', async () => {
  const wide = Object.fromEntries(Array.from({ length: 10_001 }, (_, n) => [`c${n}`, n]));
  expect(await read(`${JSON.stringify(wide)}\n`)).toEqual({
    kind: 'too-large',
    reason: 'It has more than 10,000 columns.',
  });
  expect(await read(new Uint8Array(200))).toEqual({ kind: 'not-text' });
  expect(await read('')).toEqual({ kind: 'empty' });
});
