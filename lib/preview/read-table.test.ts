import { describe, expect, it } from 'vitest';
import type { Preview, TablePreview } from './preview.ts';
import type { RangeSource } from './range-source.ts';
import { readTable, type TableFormat } from './read-table.ts';

const csv: TableFormat = { delimiters: [',', ';', '|', '\t'], header: true };
const bare: TableFormat = { ...csv, header: false };
const KiB = 1024;

function sourceOf(content: string | Uint8Array): RangeSource & { read: number } {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    size: bytes.length,
    read: 0,
    async readRange(start, end) {
      this.read += end - start;
      return bytes.slice(start, end);
    },
  };
}

function read(content: string | Uint8Array | RangeSource, format = csv): Promise<Preview> {
  const source = typeof content === 'string' || content instanceof Uint8Array ? sourceOf(content) : content;
  return readTable(source, format, new AbortController().signal);
}

async function readRows(content: string | Uint8Array | RangeSource, format = csv): Promise<TablePreview> {
  const preview = await read(content, format);
  if (preview.kind !== 'table') throw new Error(`expected a table, got ${JSON.stringify(preview)}`);
  return preview;
}

describe('readTable', () => {
  it('shows a small file whole, with its exact number of rows', async () => {
    const table = await readRows('city,population\nZürich,443037\nBern,\n');
    expect(table.columns).toEqual([
      { name: 'city', from: 'header', type: 'text' },
      { name: 'population', from: 'header', type: 'number' },
    ]);
    expect(table.rows).toEqual([
      ['Zürich', '443037'],
      ['Bern', ''],
    ]);
    expect(table.total).toBe(2);
    expect(table.notes).toEqual([]);
  });

  it('numbers the columns of a file without a header', async () => {
    const table = await readRows('1,2\n3,4\n', bare);
    expect(table.columns.map(({ name, from }) => [name, from])).toEqual([
      ['Column 1', 'position'],
      ['Column 2', 'position'],
    ]);
    expect(table.rows).toHaveLength(2);
  });

  it('stops at the first 64 KiB of a large file when they hold 100 rows', async () => {
    const source = sourceOf(`a,b\n${'1,2\n'.repeat(1_000_000)}`);
    const table = await readRows(source);
    expect(table.rows).toHaveLength(100);
    expect(table.total).toBeNull();
    expect(source.read).toBe(64 * KiB);
  });

  it('reads on, each byte once, until 100 long rows are complete', async () => {
    const row = `${'x'.repeat(5 * KiB)},1\n`;
    const source = sourceOf(`a,b\n${row.repeat(1_000)}`);
    const table = await readRows(source);
    expect(table.rows).toHaveLength(100);
    expect(source.read).toBe(512 * KiB);
    expect(table.rows[99]?.[0]).toEqual({ cut: 'x'.repeat(1_000), length: 5 * KiB });
  });

  it('gives the same rows wherever the first read ends', async () => {
    const last = 'é,"a ""b""\r\nc, d",😀\r\n"x\ny","",end\r\n';
    const before = 'f,f,f\r\n'.repeat(98);
    for (let cut = 0; cut <= new TextEncoder().encode(last).length; cut += 1) {
      // One long header cell moves the end of the first 64 KiB through every byte of rows 99 and 100.
      const padding = 64 * KiB - cut - before.length - '"",h2,h3\r\n'.length;
      const source = sourceOf(
        `"${'p'.repeat(padding)}",h2,h3\r\n${before}${last}${'g,g,g\r\n'.repeat(20_000)}`,
      );
      const { rows } = await readRows(source);
      expect(rows.slice(98), `the first read ends ${cut} bytes into row 99`).toEqual([
        ['é', 'a "b"\r\nc, d', '😀'],
        ['x\ny', '', 'end'],
      ]);
      expect(source.read).toBeLessThanOrEqual(128 * KiB);
    }
  });

  it('never reads more than 4 MiB of one 200 MB line, and says why there is no table', async () => {
    let read = 0;
    const line: RangeSource = {
      size: 200_000_000,
      async readRange(start, end) {
        read += end - start;
        return new Uint8Array(end - start).fill(0x78);
      },
    };
    expect(await readTable(line, csv, new AbortController().signal)).toEqual({
      kind: 'too-large',
      reason: 'Its first row does not end within 4 MiB.',
    });
    expect(read).toBe(4 * KiB * KiB);
  });

  it.each(['"', '",', 'a"b"', '""'])(
    'is done with 4 MiB of %j without an end in time',
    async (piece) => {
      const preview = await read(`a,b\n${piece.repeat(Math.ceil((5 * KiB * KiB) / piece.length))}`);
      expect(preview.kind).toBe('too-large');
    },
    15_000,
  );

  it('shows 1,000 columns and refuses more than 10,000 after the first read', async () => {
    const row = (columns: number) => `${Array.from({ length: columns }, (_, i) => i).join(',')}\n`;
    expect((await readRows(row(1_000).repeat(3))).columns).toHaveLength(1_000);
    expect((await readRows(row(10_000).repeat(3))).columns).toHaveLength(10_000);
    const commas = sourceOf(','.repeat(1_000_000));
    expect(await read(commas)).toEqual({ kind: 'too-large', reason: 'It has more than 10,000 columns.' });
    expect(commas.read).toBe(64 * KiB);
  });

  it('shows what precedes a row that does not end', async () => {
    const table = await readRows(`a,b\n1,2\n3,"${'x'.repeat(5 * KiB * KiB)}`);
    expect(table.rows).toEqual([['1', '2']]);
    expect(table.total).toBeNull();
    expect(table.notes).toEqual(['Row 2 does not end within the 4 MiB that a preview reads.']);
  });

  it('keeps uneven rows: what is missing is null, what is too much gets a column', async () => {
    const table = await readRows('a,b\n1\n1,2,3\n');
    expect(table.rows).toEqual([
      ['1', null, null],
      ['1', '2', '3'],
    ]);
    expect(table.columns[2]).toEqual({ name: 'Column 3', from: 'extra', type: 'number' });
    expect(table.notes).toEqual([
      'Some rows have more cells than the header (1 more column).',
      'Some rows have fewer cells than there are columns.',
    ]);
  });

  it('recognises semicolons, vertical bars and tabs, and says so', async () => {
    const semicolons = await readRows('a;b\n1,5;2\n2,5;3\n');
    expect(semicolons.rows).toEqual([
      ['1,5', '2'],
      ['2,5', '3'],
    ]);
    expect(semicolons.notes).toEqual(['Cells are parted by semicolons.', 'Numbers have a decimal comma.']);
    expect(semicolons).toMatchObject({ delimiter: ';', decimalComma: true });
    const bars = await readRows('a|b\n1|2\n');
    expect(bars).toMatchObject({
      delimiter: '|',
      notes: ['Cells are parted by vertical bars.'],
      decimalComma: false,
    });
    const tabs = await readRows('a\tb\n1,5\t2\n2\t3\n');
    expect(tabs).toMatchObject({
      delimiter: '\t',
      notes: ['Cells are parted by tabs.', 'Numbers have a decimal comma.'],
    });
    expect((await readRows('a,b\n"x\ty",2\n')).delimiter).toBe(',');
  });

  it('takes a first line of Excel for what names the delimiter, and for no row', async () => {
    const told = await readRows('sep=;\r\na,b;c\r\n1,2;3\r\n');
    expect(told).toMatchObject({ delimiter: ';', isDelimiterTold: true, total: 1 });
    expect(told.columns.map(({ name }) => name)).toEqual(['a,b', 'c']);
    expect(told.notes).toContain('The first line names the delimiter, as Excel has it, and is no row.');
    expect(await readRows('"sep=|"\na|b\n1|2\n')).toMatchObject({ delimiter: '|', isDelimiterTold: true });
    for (const other of ['sep=x\na,b\n', 'sep=;,b\n1,2\n', 'a,b\nsep=;\n'])
      expect(await readRows(other)).toMatchObject({ delimiter: ',', isDelimiterTold: false });
  });

  it('tells rows that end with a delimiter that the header has not from rows with more cells', async () => {
    const open = (content: string, format?: TableFormat) =>
      readRows(content, format).then(({ endsOpen }) => endsOpen);
    expect(await open('a,b\n1,2,\n3,4,\n')).toBe(true);
    expect(await open('a,b\n1,2,\n3,4\n')).toBe(true);
    expect(await open('a,b\n1,2,\n3,4,5\n')).toBe(false);
    expect(await open('a,b,\n1,2,\n')).toBe(false);
    expect(await open('1,2,\n3,4,\n', bare)).toBe(false);
  });

  it('knows a decimal comma by columns of numbers alone, and not beside decimal points', async () => {
    const decimals = (content: string) => readRows(content).then(({ decimalComma }) => decimalComma);
    expect(await decimals('place;level\n1,5 m;20\n')).toBe(false);
    expect(await decimals('place;level\n1.5 m;20,5\n')).toBe(true);
    expect(await decimals('level;depth\n1,5;2.5\n')).toBe(false);
    expect(await decimals('place,level\nBern,"1,5"\n')).toBe(true);
    expect(await decimals('place\tpeople\nBern\t134,794\n')).toBe(false);
  });

  it('reads UTF-16 by its mark, and takes what is not UTF-8 for windows-1252', async () => {
    const text = 'a,b\né,😀\n';
    const le = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
    const be = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le').swap16());
    for (const [bytes, encoding] of [
      [le, 'utf-16le'],
      [be, 'utf-16be'],
    ] as const)
      expect(await readRows(bytes)).toMatchObject({ rows: [['é', '😀']], encoding });
    const marked = await readRows(`\ufeff${text}`);
    expect(marked.columns[0]?.name).toBe('a');
    expect(marked.encoding).toBe('utf-8');
    const windows = await readRows(new Uint8Array(Buffer.from('a\ncaf\u00e9 \u0080\n', 'latin1')));
    expect(windows.rows).toEqual([['café €']]);
    expect(windows.notes).toEqual(['Not valid UTF-8; read as windows-1252.']);
    expect(windows.encoding).toBe('windows-1252');
  });

  it('calls bytes that are no text what they are', async () => {
    expect(await read('a,b\n1,\0\n')).toEqual({ kind: 'not-text' });
    const noise = Uint8Array.from({ length: 5_000 }, (_, i) => 1 + ((i * 7_919) % 255));
    expect(await read(noise)).toEqual({ kind: 'not-text' });
  });

  it('takes CR, LF and CRLF, mixed too, and skips blank lines', async () => {
    for (const content of ['a,b\r1,2\r3,4', 'a,b\r\n1,2\n\n3,4\r\n\r\n', 'a,b\n1,2\n3,4\n'])
      expect((await readRows(content)).rows).toEqual([
        ['1', '2'],
        ['3', '4'],
      ]);
    expect((await readRows('a,b\n"x\ry",2\n')).rows).toEqual([['x\ry', '2']]);
  });

  it('counts rows of one quoted empty cell, which are not blank', async () => {
    const table = await readRows('x\n"1"\n""\n"3"\n');
    expect(table.rows).toEqual([['1'], [''], ['3']]);
    expect(table.total).toBe(3);
  });

  it('has nothing to show of an empty file, and reads nothing', async () => {
    const source = sourceOf('');
    expect(await read(source)).toEqual({ kind: 'empty' });
    expect(source.read).toBe(0);
    expect(await read('\n\n')).toEqual({ kind: 'empty' });
  });

  it('shows the columns of a file that has only a header', async () => {
    const table = await readRows('a,b');
    expect(table.columns.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(table.total).toBe(0);
  });

  it('leaves markup and formulas as the text they are', async () => {
    const table = await readRows('<b>x</b>,y\n<svg onload=alert(1)>,=1+1\n');
    expect(table.columns[0]?.name).toBe('<b>x</b>');
    expect(table.rows[0]).toEqual(['<svg onload=alert(1)>', '=1+1']);
  });
});
