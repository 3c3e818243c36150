import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { type Delimiter, splitRows } from './split-rows.ts';

const KiB = 1024;
const delimiters = [',', ';', '|', '\t'] as const;

/** Numbers from 0 to below `limit`, the same ones for the same seed. */
function numbersFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** A CSV as RFC 4180 has it, of 1 to 12 rows without an empty one, and how it was made. */
function wellFormed(seed: number) {
  const next = numbersFrom(seed);
  const pieces = ['a', 'é', '😀', '1.5', ' ', ',', ';', '|', '\t', '"', '\n', '\r', '\r\n', 'some words'];
  const delimiter: Delimiter = delimiters[next(4)] ?? ',';
  const newline = (['\n', '\r\n', '\r'] as const)[next(3)] ?? '\n';
  const columns = 1 + next(5);
  const cell = () => {
    const text = Array.from({ length: next(5) }, () => pieces[next(pieces.length)]).join('') || 'x';
    const bare = !/["\r\n]/.test(text) && !text.includes(delimiter);
    return bare && next(3) > 0 ? text : `"${text.replaceAll('"', '""')}"`;
  };
  const empty = () => columns > 1 && next(5) === 0;
  const row = () => Array.from({ length: columns }, () => (empty() ? '' : cell())).join(delimiter);
  const text = Array.from({ length: 1 + next(12) }, row).join(newline) + (next(2) ? newline : '');
  return { text, delimiter, newline };
}

/** A text that counts how many of its characters are looked at. */
class CountedText {
  steps = 0;
  readonly length: number;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.length = text.length;
  }

  charCodeAt(at: number): number {
    this.steps += 1;
    return this.#text.charCodeAt(at);
  }

  indexOf(sought: string, from: number): number {
    const at = this.#text.indexOf(sought, from);
    this.steps += (at === -1 ? this.length : at) - from + 1;
    return at;
  }

  slice(from: number, to: number): CountedText | string {
    if (from === 0 && to >= this.length) return this;
    const part = this.#text.slice(from, to);
    this.steps += part.length;
    return part;
  }
}

function rowsOf(text: string): string[][] {
  return splitRows(text, [','], true).rows;
}

describe('splitRows', () => {
  it('splits well-formed files as Papa Parse does, and guesses no worse by what they are parted', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const { text, delimiter, newline } = wellFormed(seed);
      const theirs = Papa.parse<string[]>(text, { delimiter, newline }).data;
      if (theirs.at(-1)?.join() === '') theirs.pop();
      expect(splitRows(text, [delimiter], true), text).toEqual({
        rows: theirs,
        isDelimiterTold: false,
        open: undefined,
        delimiter,
        unclosedQuote: false,
        endsWithCr: newline === '\r' && (theirs.length > 1 || text.endsWith(newline)),
      });
      const { meta } = Papa.parse(text, { newline, delimitersToGuess: [...delimiters], preview: 1 });
      if (meta.delimiter === delimiter)
        expect(splitRows(text, delimiters, true).delimiter, text).toBe(delimiter);
    }
  });

  it.each([
    ['a\r1\r', true],
    ['sep=,\r\na\r1', true],
    ['"a\n"\r1', true],
    ['a\r\n1\r', false],
    ['"a\rb"\n1', false],
    ['a', false],
  ])('tells of %j whether rows end with CR alone', (text, expected) => {
    expect(splitRows(text, delimiters, true).endsWithCr).toBe(expected);
  });

  it.each([
    ['a quote inside a cell', 'a"b,5" disk\n', [['a"b', '5" disk']]],
    [
      'text after a closing quote',
      '"a"b,"c" d "e",f\n1,2\n',
      [
        ['ab', 'c d "e"', 'f'],
        ['1', '2'],
      ],
    ],
    ['spaces after a closing quote', '"a" ,"b"\t\n"c"  ', [['a', 'b'], ['c']]],
    ['a space before a quote', ' "a",b\n', [[' "a"', 'b']]],
    ['a quote that never closes', 'a\n"b,""c\nd', [['a'], ['b,"c\nd']]],
    [
      'a row that ends with a delimiter',
      'a,\n,',
      [
        ['a', ''],
        ['', ''],
      ],
    ],
  ])('keeps the text of %s', (_, text, rows) => {
    expect(rowsOf(text)).toEqual(rows);
  });

  it('leaves out blank lines, and keeps rows of one quoted empty cell', () => {
    expect(rowsOf('x\n"1"\n""\n\n"3"\n')).toEqual([['x'], ['1'], [''], ['3']]);
    expect(rowsOf('\r\n\r\rx\n\n""')).toEqual([['x'], ['']]);
  });

  it('tells a quote that never closes', () => {
    expect(splitRows('a\n"b""', [','], true).unclosedQuote).toBe(true);
    expect(splitRows('a\n"b"', [','], true).unclosedQuote).toBe(false);
  });

  it('holds the last row back where the text may go on', () => {
    expect(splitRows('a,b\n1,"2', [','], false)).toMatchObject({ rows: [['a', 'b']], open: ['1', '2'] });
    expect(splitRows('a,b\r', [','], false)).toMatchObject({ rows: [['a', 'b']], open: [''] });
  });

  it('guesses by evenness rather than by number, past blank lines', () => {
    const guess = (text: string) => splitRows(text, delimiters, true).delimiter;
    expect(guess('\n\na;b\n1,5;2,5,5\n\n2;3\n')).toBe(';');
    expect(guess('one column\nno more\n')).toBe(',');
    expect(guess('x,y\n"said "a, b" to",1\n"said "c; d" to",2\n')).toBe(',');
    expect(guess('"a|b|c"\t1\n"d|e"\t2\n')).toBe('\t');
  });

  it('takes no comma of a decimal number for what parts cells', () => {
    const guess = (text: string, order: readonly [Delimiter, ...Delimiter[]] = delimiters) =>
      splitRows(text, order, true).delimiter;
    expect(guess('2026-11-20;5,5\n2026-11-21;6,5\n')).toBe(';');
    expect(guess('1,5;2,5;3,5\n-4,5;1.005,25;6,5\n')).toBe(';');
    expect(guess('1,5\t2,5\n3,5\t4,5\n')).toBe('\t');
    expect(guess('1,5\t2,5\n3,5\t4,5\n', ['\t', ',', ';', '|'])).toBe('\t');
    expect(guess('x,1;2\ny,3;4\n')).toBe(',');
    expect(guess('1,2,3\n4,5,6\n')).toBe(',');
  });

  // What each of them is made to have: the rest of the text looked at again at each quote, cell or line.
  const hostile: [string, (units: number) => string][] = [
    ['quotes out of place before many spaces', (n) => `"${'x"'.repeat(n / 4)}${' '.repeat(n / 2)},`],
    ['quotes and spaces in turn', (n) => '"a" \t '.repeat(n / 6)],
    ['pairs of quotes without an end', (n) => `"${'""'.repeat(n / 2)}`],
    ['cells without a line end', (n) => '"a",'.repeat(n / 4)],
    ['lines without a delimiter', (n) => '"a"\n'.repeat(n / 4)],
    ['blank lines', (n) => '\r\n'.repeat(n / 2)],
  ];

  it.each(hostile)('looks at each character of %s a few times, however many there are', (_, make) => {
    for (const units of [16 * KiB, 64 * KiB]) {
      const text = new CountedText(make(units));
      splitRows(text as unknown as string, delimiters, true);
      const passes = delimiters.length + 1;
      expect(text.steps / passes).toBeLessThan(5 * text.length);
    }
  });

  it.each(hostile)('is done in time with 1 MiB of %s', (_, make) => {
    splitRows(make(1024 * KiB), delimiters, false);
  });
});
