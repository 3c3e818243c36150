import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DataTypeId } from '#lib/datasets/data-types.ts';
import type { DatasetSummary } from '#lib/datasets/dataset-schema.ts';
import type { TablePreview } from '#lib/preview/preview.ts';
import { readTable, type TableFormat } from '#lib/preview/read-table.ts';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import {
  deleteDataset,
  getDataset,
  issueReadKey,
  listDatasets,
  updateDataset,
} from '#server/datasets/index.ts';
import {
  createExperiment,
  deleteExperiment,
  getExperiment,
  issueOutputKey,
  listExperiments,
  startRun,
  updateExperiment,
} from '#server/experiments/index.ts';
import type { Context } from '#server/platform/context.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { createTestPortal, type TestPortal } from '#server/testing/index.ts';
import { reserveUpload } from '#server/transfers/index.ts';
import { catalogue, type Sample } from './catalogue.ts';
import { sampleId } from './fill-samples.ts';
import { readDataset, tableOfCsv } from './internal-dataset.ts';
import { prepareSamples } from './prepare-samples.ts';

let portal: TestPortal;
let reader: Context<BlobStore>;

beforeAll(async () => {
  portal = await createTestPortal();
  await prepareSamples(portal.parts);
  const { userId } = await portal.createMember('User');
  const actor = {
    kind: 'member' as const,
    userId,
    displayName: 'R',
    workspaceId: samplesWorkspaceId,
    role: 'Reader' as const,
    makerIds: [],
  };
  reader = { ...portal.parts, actor, address: null };
});

afterAll(() => portal.close());

function listed(): Promise<DatasetSummary[]> {
  const query = { state: 'listed', sort: 'name', order: 'asc', limit: 200 } as const;
  return listDatasets(reader, query).then(({ items }) => items);
}

async function download(sample: Sample): Promise<Buffer> {
  const key = await issueReadKey(reader, { datasetId: sampleId(sample.key), n: 1, purpose: 'download' });
  const response = await fetch(key.url);
  expect(response.headers.get('content-disposition')).toContain(sample.fileName);
  return Buffer.from(await response.arrayBuffer());
}

it('lists at least twelve samples, of every type that a dataset is commonly of', async () => {
  const items = await listed();
  expect(items.map(({ id }) => id).sort()).toEqual(catalogue.map(({ key }) => sampleId(key)).sort());
  expect(items.length).toBeGreaterThanOrEqual(12);
  expect(items.find(({ name }) => name === 'Airport Codes Dataset')).toMatchObject({
    dataTypeId: 'GenericCSV',
    version: 1,
    owner: { id: null, displayName: 'Sluice' },
  });
  const types = new Set<DataTypeId>(items.map(({ dataTypeId }) => dataTypeId));
  expect([...types].sort()).toEqual(
    (
      [
        'ARFF',
        'GenericCSV',
        'GenericCSVNoHeader',
        'GenericTSV',
        'GenericTSVNoHeader',
        'Image',
        'JSON',
        'NDJSON',
        'Parquet',
        'PlainText',
        'Zip',
      ] satisfies DataTypeId[]
    ).sort(),
  );
});

async function tableOf(content: Buffer, format: TableFormat): Promise<TablePreview> {
  const readRange = async (start: number, end: number) => new Uint8Array(content.subarray(start, end));
  const preview = await readTable({ size: content.length, readRange }, format, new AbortController().signal);
  if (preview.kind !== 'table') throw new Error(`no table: ${preview.kind}`);
  return preview;
}

const cells = {
  GenericCSV: { delimiters: [','], header: true },
  GenericTSV: { delimiters: ['\t'], header: true },
  GenericCSVNoHeader: { delimiters: [','], header: false },
  GenericTSVNoHeader: { delimiters: ['\t'], header: false },
} satisfies Partial<Record<DataTypeId, TableFormat>>;

/** Throws, or fails an expectation, where the content is not of its type. */
async function readAs(dataTypeId: DataTypeId, content: Buffer): Promise<void> {
  if (dataTypeId in cells) {
    const table = await tableOf(content, cells[dataTypeId as keyof typeof cells]);
    expect(table.columns.length).toBeGreaterThan(1);
    expect(table.rows.length).toBe(100);
    expect(table.notes).toEqual([]);
    return;
  }
  const text = content.toString('utf8');
  const lines = text.split('\n').filter(Boolean);
  switch (dataTypeId) {
    case 'JSON':
      return expect(Object.keys(JSON.parse(text)).length).toBeGreaterThan(1);
    case 'NDJSON':
      return expect(lines.map((line) => Object.keys(JSON.parse(line)).length).every((n) => n > 1)).toBe(true);
    case 'PlainText':
      return expect(lines.length).toBeGreaterThan(100);
    case 'ARFF':
      return readArff(lines);
    case 'Parquet':
      expect(content.subarray(0, 4).toString()).toBe('PAR1');
      return expect(content.subarray(-4).toString()).toBe('PAR1');
    case 'Image':
      return expect([...content.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    default:
      throw new Error(`no reader for ${dataTypeId}`);
  }
}

function readArff(lines: string[]): void {
  const attributes = lines.filter((line) => line.startsWith('@attribute ')).length;
  const rows = lines.slice(lines.indexOf('@data') + 1);
  expect(attributes).toBeGreaterThan(5);
  expect(rows.length).toBeGreaterThan(300);
  const cell = /'(?:[^'\\]|\\.)*'|[^,' ]+/.source;
  const row = new RegExp(`^(?:${cell})(?:,(?:${cell})){${attributes - 1}}$`);
  expect(rows.filter((line) => !row.test(line))).toEqual([]);
}

it.each(catalogue.filter(({ dataTypeId }) => dataTypeId !== 'Zip'))(
  'hands out $name as $dataTypeId',
  async (sample) => {
    await readAs(sample.dataTypeId, await download(sample));
  },
);

it('has one of many files, each of them a CSV but for the README', async () => {
  const datasetId = sampleId('penguins-by-island');
  const { newest, fileCount } = await getDataset(reader, { datasetId });
  expect(newest.files.map(({ path }) => path).sort()).toEqual([
    'README.md',
    'penguins-biscoe.csv',
    'penguins-dream.csv',
    'penguins-torgersen.csv',
  ]);
  expect(fileCount).toBe(4);
  expect(newest.size).toBe(newest.files.reduce((sum, { size }) => sum + size, 0));
  let rows = 0;
  for (const { path, size, md5 } of newest.files) {
    const { url } = await issueReadKey(reader, { datasetId, n: 1, path, purpose: 'download' });
    const content = Buffer.from(await (await fetch(url)).arrayBuffer());
    expect([content.length, createHash('md5').update(content).digest('hex')]).toEqual([size, md5]);
    const lines = content.toString('utf8').split('\n').filter(Boolean);
    if (path === 'README.md') expect(lines).toHaveLength(4);
    else rows += lines.length - 1;
  }
  const penguins = catalogue.find(({ key }) => key === 'penguins');
  if (!penguins) throw new Error('the source of the files is a sample too');
  expect(JSON.parse((await download(penguins)).toString('utf8'))).toHaveLength(rows);
});

it('drops the header of the two that have none', async () => {
  for (const [key, width, first] of [
    ['flight-routes', 3, 'ABE'],
    ['global-temperature', 2, '1880'],
  ] as const) {
    const sample = catalogue.find((candidate) => candidate.key === key);
    if (!sample) throw new Error(`no sample ${key}`);
    const { columns, rows } = await tableOf(
      await download(sample),
      cells[sample.dataTypeId as keyof typeof cells],
    );
    expect([columns.length, rows[0]?.[0]]).toEqual([width, first]);
  }
});

it.each(catalogue)('tells of $name what it is, its source, licence and making', async (sample) => {
  const { description } = await getDataset(reader, { datasetId: sampleId(sample.key) });
  expect(description).toMatch(/^\w.{20}/);
  expect(description).toMatch(/\n## Source\n\n- \[.+\]\(<https?:.+>\)/);
  expect(description).toMatch(/\n## Licence\n\n- .{5}/);
  expect(description).toMatch(/\n## How it came here\n\n.*`vega-datasets` \d+\.\d+\.\d+/);
});

it('has an experiment with real outputs: of Split in the internal format, of Convert to CSV for every client', async () => {
  const { items } = await listExperiments(reader, { state: 'listed', limit: 10 });
  expect(items).toMatchObject([{ id: sampleId('split-and-convert'), status: 'finished', runCount: 1 }]);
  const experiment = await getExperiment(reader, { experimentId: sampleId('split-and-convert') });
  expect(experiment.description).toContain('Seattle Weather Dataset');
  const contents = new Map<string, Buffer>();
  for (const output of experiment.runs[0]?.outputs ?? []) {
    const address = { experimentId: experiment.id, run: 1, outputId: output.id };
    const { url } = await issueOutputKey(reader, { ...address, purpose: 'download' });
    const content = Buffer.from(await (await fetch(url)).arrayBuffer());
    expect([content.length, createHash('md5').update(content).digest('hex')]).toEqual([
      output.size,
      output.md5,
    ]);
    contents.set(`${output.dataTypeId} ${output.nodeId} ${output.portName}`, content);
  }
  const [first, second, csv] = [
    'Dataset Split Results dataset1',
    'Dataset Split Results dataset2',
    'GenericCSV Convert to CSV Results dataset',
  ].map((name) => contents.get(name));
  if (!first || !second || !csv || contents.size > 3)
    throw new Error(`other outputs: ${[...contents.keys()]}`);
  const weather = catalogue.find(({ key }) => key === 'seattle-weather');
  if (!weather) throw new Error('no sample seattle-weather');
  const whole = tableOfCsv((await download(weather)).toString('utf8'));
  const parts = [readDataset(first), readDataset(second)];
  const byDate = parts
    .flatMap(({ rows }) => rows)
    .toSorted((one, other) => (String(one) < String(other) ? -1 : 1));
  expect(byDate).toEqual(whole.rows);
  expect((parts[0]?.rows.length ?? 0) / whole.rows.length).toBeCloseTo(0.7, 3);
  expect(tableOfCsv(csv.toString('utf8'))).toEqual(parts[0]);
});

it('lets nobody change the experiment either', async () => {
  const experimentId = sampleId('split-and-convert');
  const refusal = { code: 'forbidden' };
  await expect(createExperiment(reader, { name: 'Mine' })).rejects.toMatchObject(refusal);
  await expect(updateExperiment(reader, { experimentId, name: 'Mine' })).rejects.toMatchObject(refusal);
  await expect(startRun(reader, { experimentId })).rejects.toMatchObject(refusal);
  await expect(deleteExperiment(reader, { experimentId })).rejects.toMatchObject(refusal);
});

it('lets nobody change them', async () => {
  const datasetId = sampleId('airport-codes');
  const refusal = { code: 'forbidden' };
  await expect(updateDataset(reader, { datasetId, name: 'Mine' })).rejects.toMatchObject(refusal);
  await expect(deleteDataset(reader, { datasetId })).rejects.toMatchObject(refusal);
  const upload = { dataTypeId: 'GenericCSV', fileName: 'a.csv', size: 1 } as const;
  await expect(reserveUpload(reader, { ...upload, name: 'Mine' })).rejects.toMatchObject(refusal);
  await expect(reserveUpload(reader, { ...upload, datasetId })).rejects.toMatchObject(refusal);
  expect((await listed()).map(({ version }) => version)).toEqual(catalogue.map(() => 1));
});

it('has every source in what the standalone server is built with', async () => {
  const { default: config } = await import('../../next.config.mjs');
  const built = config.outputFileTracingIncludes?.['/**'] ?? [];
  for (const { source } of catalogue) expect(built).toContain(`./node_modules/vega-datasets/data/${source}`);
});
