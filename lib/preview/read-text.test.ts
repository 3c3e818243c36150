import { expect, it } from 'vitest';
import { readPreview } from './read-preview.ts';

function preview(content: string) {
  const bytes = new TextEncoder().encode(content);
  const ranges: [number, number][] = [];
  const source = {
    size: bytes.length,
    async readRange(start: number, end: number) {
      ranges.push([start, end]);
      return bytes.slice(start, end);
    },
  };
  return { ranges, result: readPreview(source, 'JSON', new AbortController().signal) };
}

it('shows a short text whole', async () => {
  const { result } = preview('{\r\n  "a": 1\n}\n');
  expect(await result).toEqual({
    kind: 'text',
    lines: ['{', '  "a": 1', '}'],
    whole: true,
    encoding: 'utf-8',
    notes: [],
  });
});

it('shows 500 lines, and only those that the first 64 KiB hold whole', async () => {
  const many = await preview('x\n'.repeat(501)).result;
  expect(many).toMatchObject({ kind: 'text', whole: false });
  expect(many.kind === 'text' && many.lines.length).toBe(500);
  const { result, ranges } = preview(`${'é'.repeat(400)}\n`.repeat(1_000));
  const long = await result;
  expect(ranges).toEqual([[0, 65_536]]);
  expect(long.kind === 'text' && new Set(long.lines)).toEqual(new Set(['é'.repeat(400)]));
});

it('shows the beginning of one endless line, a cut character left out', async () => {
  const result = await preview(`x${'é'.repeat(100_000)}`).result;
  expect(result.kind === 'text' && result.lines).toEqual([`x${'é'.repeat(32_767)}`]);
});

it('says that one long line is cut, and nothing of that where lines end', async () => {
  const cut = 'The line goes on; only its first 64 KiB are shown.';
  expect(await preview(`{"a":"${'x'.repeat(400_000)}"}`).result).toMatchObject({
    whole: false,
    notes: [cut],
  });
  expect(await preview(`{"a":"${'x'.repeat(60_000)}"}`).result).toMatchObject({ whole: true, notes: [] });
  expect(await preview('[1]\n'.repeat(100_000)).result).toMatchObject({ whole: false, notes: [] });
});

it('calls binary bytes what they are, and reads nothing of an empty file', async () => {
  expect(await preview('PK\u0003\u0004\0\0').result).toEqual({ kind: 'not-text' });
  const { result, ranges } = preview('');
  expect(await result).toEqual({ kind: 'empty' });
  expect(ranges).toEqual([]);
});
