import type { DataTypeId } from '#lib/datasets/data-types.ts';
import { csvOfTable, readDataset, tableOfCsv, writeDataset } from './internal-dataset.ts';
import { splitTable } from './split-table.ts';

/** The one sample experiment: a sample dataset, Split, Convert to CSV. */
export const sampleExperiment = {
  /** Never changes: the experiment's id, the same on every installation, is made from it. */
  key: 'split-and-convert',
  name: 'Sample: split and convert',
  /** Key of the sample whose bytes it works on, a CSV. */
  dataset: 'seattle-weather',
  fraction: 0.7,
  seed: 42,
};

export type SampleExperiment = typeof sampleExperiment;

export interface MadeOutput {
  nodeId: string;
  portName: string;
  dataTypeId: DataTypeId;
  fileName: string;
  contentType: string;
  content: Uint8Array;
}

/** Runs the experiment on the sample's bytes: what each port puts out, and what there is to say of the run. */
export function runExperiment(
  { fraction, seed }: SampleExperiment,
  source: Uint8Array,
): { outputs: MadeOutput[]; detail: string } {
  const [first, second] = splitTable(tableOfCsv(Buffer.from(source).toString('utf8')), fraction, seed);
  const split = [writeDataset(first), writeDataset(second)] as const;
  const csv = Buffer.from(csvOfTable(readDataset(split[0])));
  const internal = {
    nodeId: 'Split',
    dataTypeId: 'Dataset',
    contentType: 'application/octet-stream',
  } as const;
  return {
    outputs: [
      { ...internal, portName: 'Results dataset1', fileName: 'Results dataset1.dataset', content: split[0] },
      { ...internal, portName: 'Results dataset2', fileName: 'Results dataset2.dataset', content: split[1] },
      {
        nodeId: 'Convert to CSV',
        portName: 'Results dataset',
        dataTypeId: 'GenericCSV',
        fileName: 'Results dataset.csv',
        contentType: 'text/csv',
        content: csv,
      },
    ],
    detail: `${first.rows.length} rows in Results dataset1, ${second.rows.length} in Results dataset2 (seed ${seed}).`,
  };
}

/** What it is, in Markdown; `dataset` is the name of the sample it works on. */
export function describeSampleExperiment({ fraction, seed }: SampleExperiment, dataset: string): string {
  const percent = Math.round(fraction * 100);
  return `The sample **${dataset}**, split in two and converted, as an experiment of Studio (classic) would do it.

1. **Split** takes the rows of ${dataset} and parts them at random (seed ${seed}): ${percent} % go to \`Results dataset1\`, the others to \`Results dataset2\`. Both are in the internal format \`Dataset\` of modules: UTF-8 text, one JSON value a line, first the columns with their types, then each row as an array. No client reads it into a data frame, so there is no access code for it.
2. **Convert to CSV** turns \`Results dataset1\` into a CSV with a header, which every client reads.

The outputs are real: Sluice computed them from the sample's bytes when it filled the samples. Source and licence of the data stand in the README of ${dataset}.
`;
}
