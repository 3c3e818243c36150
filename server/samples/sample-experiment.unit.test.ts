import { expect, it } from 'vitest';
import { csvOfTable, readDataset, tableOfCsv, writeDataset } from './internal-dataset.ts';
import { runExperiment, sampleExperiment } from './sample-experiment.ts';
import { splitTable } from './split-table.ts';

const csv = 'day,"rain, mm",note\n2012-01-01,0.5,"say ""hi"""\n2012-01-02,,\n2012-01-03,-1e3,Köln\n';

it('reads the types of columns, and missing values', () => {
  const { columns, rows } = tableOfCsv(csv);
  expect(columns).toEqual([
    { name: 'day', type: 'string' },
    { name: 'rain, mm', type: 'number' },
    { name: 'note', type: 'string' },
  ]);
  expect(rows).toEqual([
    ['2012-01-01', 0.5, 'say "hi"'],
    ['2012-01-02', null, null],
    ['2012-01-03', -1000, 'Köln'],
  ]);
});

it('reads back the table it wrote in the internal format, and nothing else', () => {
  const table = tableOfCsv(csv);
  const content = writeDataset(table);
  expect(readDataset(content)).toEqual(table);
  expect(Buffer.from(content).toString('utf8').split('\n')[0]).toMatch(/^\{"format":"sluice dataset"/);
  expect(() => readDataset(Buffer.from(csv))).toThrow();
  expect(csvOfTable(table)).toBe(csv.replace('-1e3', '-1000'));
});

const numbers = {
  columns: [{ name: 'n', type: 'number' as const }],
  rows: [...Array(1000).keys()].map((n) => [n]),
};

it('splits into two that together are the whole, each in its order', () => {
  const [first, second] = splitTable(numbers, 0.7, 1);
  expect([first.rows.length, second.rows.length]).toEqual([700, 300]);
  const values = [first, second].map(({ rows }) => rows.map(([n]) => Number(n)));
  for (const part of values) expect(part).toEqual(part.toSorted((one, other) => one - other));
  expect(new Set(values.flat()).size).toBe(1000);
  expect(values[0]?.slice(0, 700)).not.toEqual([...Array(700).keys()]);
});

it('splits the same way by the same seed, and another way by another', () => {
  expect(splitTable(numbers, 0.7, 1)).toEqual(splitTable(numbers, 0.7, 1));
  expect(splitTable(numbers, 0.7, 1)).not.toEqual(splitTable(numbers, 0.7, 2));
});

it('converts what went to the first port of the split', () => {
  const rows = [...Array(10).keys()].map((n) => `${n},r${n}\n`).join('');
  const { outputs, detail } = runExperiment(sampleExperiment, Buffer.from(`n,name\n${rows}`));
  expect(outputs.map(({ nodeId, portName, dataTypeId }) => [nodeId, portName, dataTypeId])).toEqual([
    ['Split', 'Results dataset1', 'Dataset'],
    ['Split', 'Results dataset2', 'Dataset'],
    ['Convert to CSV', 'Results dataset', 'GenericCSV'],
  ]);
  const [first, second, converted] = outputs.map(({ content }) => Buffer.from(content));
  if (!first || !second || !converted) throw new Error('three outputs');
  expect(converted.toString('utf8')).toBe(csvOfTable(readDataset(first)));
  expect(readDataset(first).rows).toHaveLength(7);
  expect(readDataset(second).rows).toHaveLength(3);
  expect(detail).toContain('7 rows');
});
