import type { Making, Sample } from './catalogue.ts';
import type { Reference, Resource } from './source-package.ts';

/** The README of a sample: what it is, its columns, where it comes from, under what licence, and what we did to it. */
export function writeReadme(sample: Sample, resource: Resource, packageVersion: string): string {
  return [
    resource.description.trim(),
    sample.making.kind === 'lines' ? '' : columnsSection(resource),
    `## Source\n\n${list(resource.sources)}`,
    `## Licence\n\n${list(resource.licenses)}`,
    `## How it came here\n\n${origin(sample.making, sample.source, packageVersion)}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function columnsSection({ schema }: Resource): string {
  if (!schema) return '';
  const rows = schema.fields.map(
    ({ name, type, description = '' }) => `| ${cell(name)} | ${type} | ${cell(description)} |`,
  );
  return ['## Columns', '', '| Column | Type | What it is |', '| --- | --- | --- |', ...rows].join('\n');
}

function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', String.raw`\|`).trim();
}

/** A list of links; what is named a second time without an address is left out. */
function list(references: readonly Reference[]): string {
  const linked = new Set(references.filter(({ path }) => path).map(labelOf));
  return references
    .filter((reference) => reference.path || !linked.has(labelOf(reference)))
    .map((reference) => {
      const label = cell(labelOf(reference));
      return reference.path ? `- [${label}](<${reference.path}>)` : `- ${label}`;
    })
    .join('\n');
}

function labelOf({ title, name, path }: Reference): string {
  return title ?? name ?? path ?? '';
}

function origin(making: Making, source: string, version: string): string {
  const file = `\`${source}\` of the npm package \`vega-datasets\` ${version}`;
  switch (making.kind) {
    case 'as-is':
      return `This is the file ${file}, byte for byte.`;
    case 'without-header':
      return making.delimiter === '\t'
        ? `Made from ${file}: the header row is dropped, the columns are parted by tabs and keep their order.`
        : `Made from ${file}: the header row is dropped, the columns keep their order.`;
    case 'lines':
      return `Made from ${file}: the column \`${making.column}\` alone, one value a line.`;
    case 'ndjson':
      return `Made from ${file}: each element of its array is one line of JSON.`;
    case 'arff':
      return `Made from ${file}: each object is one row, missing values are \`?\`.`;
    case 'csv-by':
      return `Made from ${file}: each object is one row of the CSV file of its \`${making.column}\`; missing values are empty. A README tells the files.`;
  }
}
