import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { maxDescriptionLength } from '#lib/datasets/dataset-limits.ts';
import { Markdown } from './markdown.tsx';

const shown = (text: string) => renderToStaticMarkup(createElement(Markdown, { text }));
const asWritten = 'This text is shown as it is written';
/** As much of `part` as a README holds. */
const full = (part: string) => part.repeat(maxDescriptionLength / part.length);

test.each([
  ['delimiters that close nothing', full('*a_')],
  ['brackets that close nothing', full(']')],
  ['emphasis in emphasis', full('*a ').slice(0, 50_000) + full('a* ').slice(0, 50_000)],
  ['comments without an end', full('a <!-- ')],
  ['code without an end', full('\\`a``')],
  ['quotes in quotes', '>'.repeat(5000)],
  ['lists in lists', full('1. ')],
  ['blank lines in lists in lists', '1. '.repeat(90) + full('\n').slice(300)],
  ['lines that a quote takes in', `>a\n${full('a\n').slice(3)}`],
  ['items of one list', full('- a\n')],
  ['underlined headings', full('a\n=\n')],
  ['a table whose rows are filled up', `${'|a'.repeat(1000)}|\n${'|-'.repeat(1000)}|\n${'|\n'.repeat(1000)}`],
])('what would freeze the page is shown as it is written, and why: %s', (_, text) => {
  const html = shown(text);
  expect(html).toContain(asWritten);
  expect(html).toContain('<pre');
});

test.each([
  [
    'prose',
    full('It rained in *Bern* and [Basel](https://example.org), see `rain_2026`.\n\n'),
    '<em>Bern</em>',
  ],
  ['code', `\`\`\`json\n${full('[[1, 2]]\n').slice(0, 99_000)}\n\`\`\`\n`, '<pre><code'],
  [
    'a table',
    `|a|b|c|\n|-|-|-|\n${'| `x_y` | [a](https://example.org) | **z** |\n'.repeat(1000)}`,
    '<strong>z',
  ],
  ['lists', full('- Gauges of the town, by river\n  - by the river, and above it\n    1. above\n'), '<ol>'],
])('%s of a long README is laid out', (_, text, part) => {
  const html = shown(text);
  expect(html).not.toContain(asWritten);
  expect(html).toContain(part);
});
