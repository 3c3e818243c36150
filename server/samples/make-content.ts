import Papa from 'papaparse';
import { z } from 'zod';
import { type ArffColumn, toArff } from '#lib/datasets/arff.ts';
import type { Making } from './catalogue.ts';

const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const recordsSchema = z.array(z.record(z.string(), cellSchema));

/** A sample's bytes, made from its source's. Throws where the source is not what the making expects. */
export function makeContent(making: Making, source: Buffer): Uint8Array {
  if (making.kind === 'as-is') return source;
  return Buffer.from(makeText(making, source.toString('utf8')), 'utf8');
}

function makeText(making: Exclude<Making, { kind: 'as-is' }>, source: string): string {
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
