import Papa from 'papaparse';
import { z } from 'zod';

const cellSchema = z.union([z.string(), z.number(), z.null()]);
const headSchema = z.object({
  format: z.literal('sluice dataset'),
  version: z.literal(1),
  columns: z.array(z.object({ name: z.string(), type: z.enum(['number', 'string']) })),
});

export interface Table {
  columns: z.infer<typeof headSchema>['columns'];
  /** Null where a value is missing. */
  rows: z.infer<typeof cellSchema>[][];
}

/** A CSV with a header as a table: a column of nothing but numbers holds numbers. Throws where it is no CSV. */
export function tableOfCsv(csv: string): Table {
  const { data, errors } = Papa.parse<string[]>(csv, { delimiter: ',', skipEmptyLines: true });
  if (errors[0]) throw new Error(`This is no CSV: ${errors[0].message}`);
  const [names = [], ...records] = data;
  const columns = names.map((name, at) => {
    const isNumber = records.every((record) => Number.isFinite(Number(record[at])));
    return { name, type: isNumber ? ('number' as const) : ('string' as const) };
  });
  const rows = records.map((record) =>
    columns.map(({ type }, at) => {
      const cell = record[at] ?? '';
      if (cell === '') return null;
      return type === 'number' ? Number(cell) : cell;
    }),
  );
  return { columns, rows };
}

/**
 * The bytes of a table in the internal format of our sample modules, what passes from one module to the next (data type
 * `Dataset`): UTF-8, a JSON value a line. The first line is an object with `format`, `version` and the `columns` by name
 * and type, each further line a row: an array of strings, numbers and nulls.
 */
export function writeDataset({ columns, rows }: Table): Uint8Array {
  const head = { format: 'sluice dataset', version: 1, columns };
  return Buffer.from([head, ...rows].map((value) => `${JSON.stringify(value)}\n`).join(''));
}

/** The table that `writeDataset` wrote. Throws where the bytes are something else. */
export function readDataset(content: Uint8Array): Table {
  const [head = '', ...lines] = Buffer.from(content).toString('utf8').trimEnd().split('\n');
  const { columns } = headSchema.parse(JSON.parse(head));
  const row = z.array(cellSchema).length(columns.length);
  return { columns, rows: lines.map((line) => row.parse(JSON.parse(line))) };
}

/** The table as a CSV with a header; a missing value is an empty cell. */
export function csvOfTable({ columns, rows }: Table): string {
  const fields = columns.map(({ name }) => name);
  return `${Papa.unparse({ fields, data: rows }, { newline: '\n' })}\n`;
}
