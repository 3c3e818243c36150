import Papa from 'papaparse';
import { z } from 'zod';
import { type ArffColumn, toArff } from '#lib/datasets/arff.ts';
import type { Making, Sample } from './catalogue.ts';

const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const recordsSchema = z.array(z.record(z.string(), cellSchema));

export interface MadeFile {
  path: string;
  contentType: string;
  content: Uint8Array;
}

/** A sample's files, made from its source's bytes. Throws where the source is not what the making expects. */
export function makeFiles({ making, fileName, contentType }: Sample, source: Buffer): MadeFile[] {
  if (making.kind === 'as-is') return [{ path: fileName, contentType, content: source }];
  const text = source.toString('utf8');
  if (making.kind === 'csv-by') return csvBy(text, making.column, fileName, contentType);
  return [{ path: fileName, contentType, content: Buffer.from(makeText(making, text)) }];
}

function makeText(making: Exclude<Making, { kind: 'as-is' | 'csv-by' }>, source: string): string {
  switch (making.kind) {
    case 'without-header':
      return withoutHeader(source, making.delimiter);
    case 'lines':
      return linesOf(source, making.column);
    case 'ndjson':
      return z
        .array(z.unknown())
        .parse(JSON.parse(source))
        .map((document) => `${JSON.stringify(document)}\n`)
        .join('');
    case 'arff':
      return arffOf(source, making.relation, making.columns);
  }
}

function readCsv(source: string): string[][] {
  const { data, errors } = Papa.parse<string[]>(source, { delimiter: ',', skipEmptyLines: true });
  if (errors[0]) throw new Error(`The source is no CSV: ${errors[0].message}`);
  return data;
}

function withoutHeader(source: string, delimiter: string): string {
  return `${Papa.unparse(readCsv(source).slice(1), { delimiter, newline: '\n' })}\n`;
}

function linesOf(source: string, column: string): string {
  const [header = [], ...rows] = readCsv(source);
  const at = header.indexOf(column);
  if (at < 0) throw new Error(`The source has no column "${column}".`);
  return rows.map((row) => `${row[at] ?? ''}\n`).join('');
}

function arffOf(source: string, relation: string, columns: readonly ArffColumn[]): string {
  const records = recordsSchema.parse(JSON.parse(source));
  const rows = records.map((record) => columns.map(({ name }) => record[name]));
  return toArff(relation, columns, rows);
}

/** One file for each value of the column, in the values' order, and a README that tells them. */
function csvBy(source: string, column: string, fileName: string, contentType: string): MadeFile[] {
  const records = recordsSchema.parse(JSON.parse(source));
  const nameOf = (record: (typeof records)[number]) => String(record[column] ?? 'none');
  const parts = [...new Set(records.map(nameOf))].sort().map((value) => ({
    value,
    path: fileName.replace('.', `-${value.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.`),
    rows: records.filter((record) => nameOf(record) === value),
  }));
  const told = parts.map(({ path, value }) => `- \`${path}\`: ${column} ${value}\n`);
  const readme = `# One file for each ${column}\n\n${told.join('')}`;
  return [
    ...parts.map(({ path, rows }) => ({
      path,
      contentType,
      content: Buffer.from(`${Papa.unparse(rows, { newline: '\n' })}\n`),
    })),
    { path: 'README.md', contentType: 'text/markdown', content: Buffer.from(readme) },
  ];
}
