import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import type { Cell, ParquetPreview, Preview } from '../preview.ts';
import type { RangeSource } from '../range-source.ts';
import { readParquet } from './read-parquet.ts';

const folder = join(import.meta.dirname, 'testing');
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.parquet'))
  .map((name) => name.replace('.parquet', ''));

/** What make_files.py wrote: the same file as pyarrow reads it. */
interface Told {
  total: number;
  columns: { name: string; cells: Cell[] }[];
}

function fileOf(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, `${name}.parquet`)));
}

function toldOf(name: string): Told {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
}

function sourceOf(bytes: Uint8Array): RangeSource & { reads: [number, number][] } {
  return {
    size: bytes.length,
    reads: [],
    async readRange(start, end) {
      this.reads.push([start, end]);
      return bytes.slice(start, end);
    },
  };
}

function read(bytes: Uint8Array | RangeSource): Promise<Preview> {
  return readParquet(bytes instanceof Uint8Array ? sourceOf(bytes) : bytes, new AbortController().signal);
}

async function readRows(bytes: Uint8Array | RangeSource): Promise<ParquetPreview> {
  const preview = await read(bytes);
  if (preview.kind !== 'parquet') throw new Error(`expected rows, got ${JSON.stringify(preview)}`);
  return preview;
}

describe('readParquet', () => {
  it.each(files.filter((name) => name !== 'bomb'))(
    'shows the first rows of %s as pyarrow reads them',
    async (name) => {
      const { columns, rows, total, notes } = await readRows(fileOf(name));
      const told = toldOf(name);
      expect(notes).toEqual([]);
      expect(total).toBe(told.total);
      const cells = columns.map(({ name: column }, at) => ({
        name: column,
        cells: rows.map((row) => row[at]),
      }));
      expect(cells).toEqual(told.columns);
    },
  );
});

const KiB = 1024;
const MiB = 1024 * KiB;

/** A file of one row group, whose pages have 1 MiB, as most writers have it. */
function written(columnData: ColumnSource[], options: { codec?: 'UNCOMPRESSED' } = {}): Uint8Array {
  return new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 10_000_000, ...options }));
}

function changed(bytes: Uint8Array, at: number, ...values: number[]): Uint8Array {
  const copy = bytes.slice();
  copy.set(values, at < 0 ? copy.length + at : at);
  return copy;
}

const bytesRead = ({ reads }: { reads: [number, number][] }) =>
  reads.reduce((sum, [start, end]) => sum + end - start, 0);

describe('readParquet, of what the footer tells', () => {
  it('knows nulls and bounds of all values, each as a cell would show it', async () => {
    const { columns } = await readRows(fileOf('types'));
    expect(Object.fromEntries(columns.map(({ name, stats }) => [name, stats?.range]))).toEqual({
      bool: ['false', 'true'],
      int8: ['-128', '127'],
      uint32: ['0', '4294967295'],
      int64: ['-9223372036854775808', '9007199254740993'],
      uint64: ['0', '18446744073709551615'],
      float16: ['-65504', '0.5'],
      float: ['0.1', '3.4e+38'],
      double: ['0.1', '0.1'],
      string: ['', 'Zürich'],
      dictionary: ['a', 'b'],
      binary: ['0x00ff', 'plain'],
      date: ['1582-10-15', '9999-12-31'],
      time: ['00:00:00', '23:59:59.999999'],
      stamp: ['1969-12-31 23:59:59.999999999', '1970-01-01 00:00:00.000000001'],
      stamp_utc: ['1969-12-31 23:59:59Z', '2024-02-29 12:00:00.25Z'],
      decimal: ['-0.01', '1.2345678901234568e+25'],
      uuid: ['00000000-0000-0000-0000-000000000001', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
      nothing: undefined,
    });
    expect(columns.slice(0, -1).map(({ stats }) => stats?.nulls)).toEqual(new Array(17).fill(1));
  });

  it('sums over row groups, of which each tells its own', async () => {
    const { columns, total } = await readRows(fileOf('small-groups'));
    expect(total).toBe(130);
    expect(columns.map(({ stats }) => stats)).toEqual([
      { nulls: 0, range: ['0', '129'] },
      { nulls: 44, range: ['0.5', '64'] },
      { nulls: 0, range: ['word 0', 'word 6'] },
      { nulls: 0, range: ['false', 'true'] },
      undefined,
    ]);
  });

  it('tells nothing where the file does not', async () => {
    const { columns } = await readRows(fileOf('bomb'));
    expect(columns.map(({ stats }) => stats)).toEqual([undefined, undefined]);
  });
});

describe('readParquet, by how much it reads', () => {
  it('names types as readers of Parquet know them', async () => {
    const { columns } = await readRows(fileOf('types'));
    const types = Object.fromEntries(columns.map(({ name, stored, type }) => [name, [stored, type]]));
    expect(types).toMatchObject({
      bool: ['boolean', 'boolean'],
      int8: ['int8', 'number'],
      uint64: ['uint64', 'number'],
      string: ['string', 'text'],
      date: ['date', 'date'],
      time: ['time(µs)', 'text'],
      stamp: ['timestamp(ns)', 'date'],
      decimal: ['decimal(38,2)', 'number'],
      uuid: ['uuid', 'text'],
    });
    const nested = await readRows(fileOf('nested'));
    expect(nested.columns.map(({ stored }) => stored)).toEqual([
      'int64',
      'list',
      'list',
      'struct',
      'map',
      'list',
    ]);
  });

  it('reads the first pages of a large file alone', async () => {
    const rows = 1_000_000;
    const data = Float64Array.from({ length: rows }, (_, row) => Math.sin(row));
    const source = sourceOf(written([{ name: 'x', data, type: 'DOUBLE' }], { codec: 'UNCOMPRESSED' }));
    expect(source.size).toBeGreaterThan(7 * MiB);
    const table = await readRows(source);
    expect([table.total, table.rows.length]).toEqual([rows, 100]);
    expect(table.rows[99]).toEqual([String(Math.sin(99))]);
    expect(bytesRead(source)).toBeLessThan(1.5 * MiB);
  });

  it('asks for columns that lie side by side together', async () => {
    const columns = Array.from({ length: 50 }, (_, at) => ({
      name: `c${at}`,
      data: [at],
      type: 'INT32' as const,
    }));
    const source = sourceOf(written(columns));
    const { rows } = await readRows(source);
    expect(rows).toEqual([columns.map((_, at) => String(at))]);
    expect(source.reads).toHaveLength(2);
  });

  it('shows a column whose first page is too large without its cells, and the others with them', async () => {
    const data = Array.from({ length: 10 }, (_, row) => String(row).repeat(2 * MiB));
    const file = written(
      [
        { name: 'id', data: data.map((_, row) => row), type: 'INT32' },
        { name: 'blob', data, type: 'STRING' },
        { name: 'after', data: data.map((_, row) => -row), type: 'INT32' },
      ],
      { codec: 'UNCOMPRESSED' },
    );
    expect(file.length).toBeGreaterThan(16 * MiB);
    const source = sourceOf(file);
    const { columns, rows, notes } = await readRows(source);
    expect(columns.map(({ unread = false }) => unread)).toEqual([false, true, false]);
    expect(rows[9]).toEqual(['9', null, '-9']);
    expect(notes).toEqual(['Not read: “blob”; a preview reads 4 MiB of a column and 16 MiB in all.']);
    expect(bytesRead(source)).toBeLessThan(5 * MiB);
  });

  it('leaves alone what unpacks to too much', async () => {
    const { rows, notes, columns } = await readRows(fileOf('bomb'));
    expect(rows).toEqual([['1', null]]);
    expect(columns[1]?.unread).toBe(true);
    expect(notes).toEqual(['Not read: “bomb”; some hundred rows unpack to more than 64 MiB.']);
  });

  it('cuts long cells, and says how long they are', async () => {
    const { rows } = await readRows(written([{ name: 'long', data: ['ä'.repeat(3_000)], type: 'STRING' }]));
    expect(rows).toEqual([[{ cut: 'ä'.repeat(1_000), length: 3_000 }]]);
  });
});

describe('readParquet, of what is no Parquet or damaged', () => {
  const whole = fileOf('types');

  it('is empty without bytes', async () => {
    expect(await read(new Uint8Array())).toEqual({ kind: 'empty' });
  });

  it.each([
    [
      'text',
      new TextEncoder().encode('a,b\n1,2\n'.repeat(20)),
      /another kind of file, or its end is missing/,
    ],
    ['a file cut in the middle', whole.subarray(0, whole.length / 2), /its end is missing/],
    ['five bytes', new TextEncoder().encode('PAR1\n'), /its end is missing/],
    ['a footer longer than the file', changed(whole, -8, 255, 255, 255, 0), /its end is missing/],
    ['an encrypted footer', changed(whole, -1, 0x45), /encrypted/],
    ['a footer that is none', changed(whole, -1000, ...new Array(900).fill(0xff)), /schema, is damaged/],
  ])('refuses %s with the reason', async (_, bytes, reason) => {
    expect(await read(bytes)).toEqual({ kind: 'unreadable', reason: expect.stringMatching(reason) });
  });

  it('refuses a footer that is too large to look at, unread', async () => {
    const source = {
      size: 4 * 1024 ** 4,
      readRange: async (start: number, end: number) =>
        changed(new Uint8Array(end - start), -8, 1, 0, 0, 1, ...new TextEncoder().encode('PAR1')),
    };
    expect(await read(source)).toEqual({ kind: 'too-large', reason: expect.stringContaining('16 MiB') });
  });

  it('refuses more than 10,000 columns', async () => {
    const columns = Array.from({ length: 10_001 }, (_, at) => ({
      name: `c${at}`,
      data: [1],
      type: 'INT32' as const,
    }));
    expect(await read(written(columns))).toEqual({
      kind: 'too-large',
      reason: 'It has more than 10,000 columns.',
    });
  });

  it('shows the columns that are whole beside one whose bytes are damaged', async () => {
    // The first page's header.
    const { columns, rows, notes } = await readRows(changed(whole, 4, ...new Array(12).fill(0xff)));
    expect(columns.filter(({ unread }) => unread).map(({ name }) => name)).toEqual(['bool']);
    expect(rows[0]?.[1]).toBe('-128');
    expect(notes).toEqual([expect.stringMatching(/^Not read: “bool”; their bytes are damaged/)]);
  });

  it('throws what the source throws', async () => {
    const gone = new Error('gone');
    const source = sourceOf(whole);
    const failing: RangeSource = {
      size: source.size,
      readRange: (start, end, signal) =>
        start < 100 ? Promise.reject(gone) : source.readRange(start, end, signal),
    };
    await expect(read(failing)).rejects.toBe(gone);
  });

  it('comes to an end with any byte changed', async () => {
    // A linear congruential generator: the same bytes each time.
    let state = 1;
    const random = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
      return state % below;
    };
    for (let round = 0; round < 400; round++) {
      const bytes = fileOf(files[round % files.length] ?? '');
      for (let change = random(4); change >= 0; change--) bytes[random(bytes.length - 8)] = random(256);
      const preview = await read(bytes);
      expect(['parquet', 'unreadable', 'too-large']).toContain(preview.kind);
    }
  });
});
