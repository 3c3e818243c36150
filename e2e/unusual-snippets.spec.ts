import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accessCode } from '#lib/access-code/access-code.ts';
import { readsAsTable, tabsFor } from '#lib/access-code/access-tabs.ts';
import { type DatasetTarget, datasetTarget } from '#lib/access-code/access-target.ts';
import { seenDialect } from '#lib/access-code/dialect.ts';
import { notebookOf } from '#lib/access-code/notebook.ts';
import type { DataTypeId } from '#lib/datasets/data-types.ts';
import { readPreview } from '#lib/preview/read-preview.ts';
import type { ApiSession } from './fixtures/api.ts';
import { ownerSession } from './fixtures/owner-session.ts';
import { putDataset } from './fixtures/put-dataset.ts';
import { putFolder } from './fixtures/put-folder.ts';
import { type Piece, requireR, run, runPython, snippetPython } from './fixtures/run-snippets.ts';
import { expect, test } from './fixtures/test.ts';
import { type UnusualCase, unusualCases, unusualColumns, unusualTable } from './fixtures/unusual-cases.ts';

interface Ready {
  token: string;
  targets: { label: string; target: DatasetTarget; own?: UnusualCase['own'] }[];
}

let ready: Ready;

test.beforeAll(async ({ portal, ownerState }) => {
  const session = await ownerSession(portal, ownerState);
  const place = { portalUrl: portal.url, workspaceId: session.workspaceId };
  const targets: Ready['targets'] = [];
  for (const { label, dataTypeId, fileName, content, own } of unusualCases) {
    const dataset = await putDataset(session, { name: `unusual ${label}`, dataTypeId, fileName, content });
    const dialect = await dialectOf(content, dataTypeId);
    targets.push({ label, target: { ...datasetTarget(place, dataset, dataset.newest), dialect }, own });
  }
  targets.push({ label: 'one of many files', target: await manyFiles(session, place) });
  ready = { token: await secondaryToken(session), targets };
});

/** As the portal's pages come by it. */
async function dialectOf(content: Uint8Array, dataTypeId: DataTypeId) {
  const source = {
    size: content.length,
    readRange: async (start: number, end: number) => content.slice(start, end),
  };
  return seenDialect(await readPreview(source, dataTypeId, new AbortController().signal));
}

async function manyFiles(session: ApiSession, place: { portalUrl: string; workspaceId: string }) {
  const [given] = unusualCases;
  if (!given) throw new Error('there are no cases');
  const contents = new Map([
    ['README.md', Buffer.from('# Rain\n')],
    [`north/it's 100% #1.csv`, Buffer.from(given.content)],
    ['south/two.csv', Buffer.from('a\n1\n')],
  ]);
  const dataset = await putFolder(session, 'unusual many files', contents);
  const dialect = await dialectOf(given.content, 'GenericCSV');
  return { ...datasetTarget(place, dataset, dataset.newest), dialect };
}

async function secondaryToken({ call, workspaceId }: ApiSession): Promise<string> {
  const params = { workspaceId, slot: 'secondary' } as const;
  return (await call('revealToken', { params, body: { purpose: 'access-code' } })).token;
}

test('what a preview sees of delimiter and encoding makes the code for Python read right, notebooks too', async ({
  portal: _running,
}, info) => {
  test.setTimeout(600_000);
  const python = await snippetPython();
  const pieces: (Piece & Ready['targets'][number])[] = [];
  for (const { label, target, own } of ready.targets) {
    for (const tab of ['azureml', 'pandas', 'polars', 'duckdb'] as const) {
      if (tabsFor(target).some(({ id, obstacle }) => id === tab && obstacle)) continue;
      if (tab !== 'azureml' && !readsAsTable(tableTypeOf(target), tab)) continue;
      const { code } = accessCode(target, tab, { token: ready.token });
      pieces.push({ label: `${label}, ${tab}`, code, target, own });
    }
    const notebook = notebookCode(target);
    if (notebook) pieces.push({ label: `${label}, notebook`, code: notebook, target, own });
  }
  await mkdir(info.outputDir, { recursive: true });
  const how = { folder: info.outputDir, token: ready.token };
  const read = await runPython(
    python,
    pieces.map(({ label, code }) => ({ label, code })),
    how,
  );
  expect(read.flatMap(({ label, error }) => (error ? `${label}: ${error}` : []))).toEqual([]);
  for (const [index, { label, target, own }] of pieces.entries()) {
    const { table, columns, text } = read[index] ?? {};
    const isText = tableTypeOf(target) === 'PlainText';
    if (text !== undefined) expect(text, label).toBe(plainText);
    else if (isText && label.endsWith('duckdb')) expect(table, label).toEqual([[plainText]]);
    else if (isText) expect(table, label).toEqual(unusualTable.map(([name]) => [name]));
    else expect(table, label).toEqual(own?.table ?? unusualTable);
    if (!isText && !tableTypeOf(target).endsWith('NoHeader'))
      expect(columns, label).toEqual(own?.columns ?? unusualColumns);
  }
});

const plainText = unusualTable.map(([name]) => `${name}\n`).join('');

function tableTypeOf({ leading, dataTypeId }: DatasetTarget): DataTypeId {
  return leading?.dataTypeId ?? dataTypeId;
}

function notebookCode(target: DatasetTarget): string | undefined {
  const text = notebookOf(target);
  if (!text) return undefined;
  const cells = JSON.parse(text).cells as { id: string; source: string }[];
  return cells
    .filter(({ id }) => id === 'token' || id === 'read')
    .map(({ source }) => source)
    .join('\n');
}

test('the same of the code for R', async ({ portal: _running }, info) => {
  test.setTimeout(180_000);
  requireR();
  await mkdir(info.outputDir, { recursive: true });
  for (const { label, target, own } of ready.targets) {
    const type = tableTypeOf(target);
    const package_ = packages[type];
    await writeFile(join(info.outputDir, 'read.R'), `${accessCode(target, 'r').code}\n${sayInR}`);
    const has = package_ ? `requireNamespace("${package_}", quietly = TRUE)` : 'TRUE';
    const source = `if (${has}) source("read.R", encoding = "UTF-8")`;
    const how = { folder: info.outputDir, token: ready.token };
    const printed = await run('Rscript', ['--vanilla', '-e', source], how);
    if (package_ && printed === '') continue;
    const rows = type === 'PlainText' ? unusualTable.map(([name]) => [name]) : (own?.table ?? unusualTable);
    // Where a row has no such cell R has an empty text.
    expect(printed, label).toBe(rows.map((row) => `${row.join('~')}\n`).join(''));
  }
});

const packages: Partial<Record<DataTypeId, string>> = {
  JSON: 'jsonlite',
  NDJSON: 'jsonlite',
  ARFF: 'foreign',
};

const sayInR = `
if (!exists("frame", inherits = FALSE)) frame <- data
if (is.data.frame(frame)) {
  write.table(frame, sep = "~", quote = FALSE, row.names = FALSE, col.names = FALSE)
} else {
  writeLines(frame)
}
`;
