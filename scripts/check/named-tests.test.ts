import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Named {
  path: string;
  /** Of titles in that file: what stands between the ellipses. */
  words: string[];
}

/** What the rows of a page's tables name: `path/of.test.ts`, "the words of a title …", "of another". */
function namedIn(page: string): Named[] {
  const rows = readFileSync(page, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'));
  return rows.flatMap((row) => {
    const named: Named[] = [];
    for (const [, path, title] of row.matchAll(/`([\w./-]+\.(?:test|spec)\.ts)`|"([^"]+)"/g)) {
      const before = named.at(-1);
      if (path) named.push({ path: path.includes('/') ? path : beside(before?.path, path), words: [] });
      // What is in quotes before the first file is no title.
      else if (title) before?.words.push(...wordsOf(title));
    }
    return named;
  });
}

/** Of `a/b.test.ts` and `c.test.ts` in one row the second is in the folder of the first. */
function beside(before = '', name: string): string {
  return before.slice(0, before.lastIndexOf('/') + 1) + name;
}

function wordsOf(title: string): string[] {
  return title
    .split('…')
    .map((part) => part.trim())
    .filter(Boolean);
}

test.each(['docs/threats.md', 'docs/faults.md'])('every test that %s names is there', (page) => {
  const named = namedIn(page);
  expect(named.length).toBeGreaterThan(30);
  expect(named.flatMap(({ words }) => words).length).toBeGreaterThan(40);
  const missing = named.flatMap(({ path, words }) => {
    if (!existsSync(path)) return [path];
    const text = readFileSync(path, 'utf8').replaceAll("\\'", "'");
    return words.filter((part) => !text.includes(part)).map((part) => `${path}: ${part}`);
  });
  expect(missing).toEqual([]);
});
