import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accessCode } from '#lib/access-code/access-code.ts';
import { type AccessTabId, readsAsTable, tabsFor } from '#lib/access-code/access-tabs.ts';
import { datasetTarget, type OwnTarget } from '#lib/access-code/access-target.ts';
import { notebookOf } from '#lib/access-code/notebook.ts';
import { jsString, pythonString, rString, shellWord } from '#lib/access-code/quoting.ts';
import { uploadWithCurl } from '#lib/datasets/upload-snippet.ts';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import type { ApiSession } from './fixtures/api.ts';
import { ownerSession } from './fixtures/owner-session.ts';
import { putDataset } from './fixtures/put-dataset.ts';
import {
  isInstalled,
  makeAzcopy,
  makeJq,
  type Piece,
  requireR,
  run,
  runPython,
  snippetPython,
} from './fixtures/run-snippets.ts';
import {
  awkwardFileName,
  awkwardName,
  type SnippetCase,
  snippetCases,
  wildTexts,
} from './fixtures/snippet-cases.ts';
import { expect, test } from './fixtures/test.ts';

interface Ready {
  session: ApiSession;
  token: string;
  targets: { given: SnippetCase; target: OwnTarget }[];
}

let ready: Ready;

test.beforeAll(async ({ portal, ownerState }) => {
  const session = await ownerSession(portal, ownerState);
  const place = { portalUrl: portal.url, workspaceId: session.workspaceId };
  const targets: Ready['targets'] = [];
  for (const given of snippetCases) {
    const { dataTypeId, extension, content } = given;
    const fileName = awkwardFileName + extension;
    const name = `${awkwardName} ${dataTypeId}`;
    const dataset = await putDataset(session, { name, dataTypeId, fileName, content });
    targets.push({ given, target: datasetTarget(place, dataset, dataset.newest) });
  }
  ready = { session, token: await secondaryToken(session), targets };
});

async function secondaryToken({ call, workspaceId }: ApiSession): Promise<string> {
  const params = { workspaceId, slot: 'secondary' } as const;
  return (await call('revealToken', { params, body: { purpose: 'access-code' } })).token;
}

function codeFor(target: OwnTarget, tab: AccessTabId): string {
  const found = tabsFor(target).find(({ id }) => id === tab);
  if (found?.obstacle) throw new Error(`${tab} has no code: ${found.obstacle}`);
  return accessCode(target, tab, { token: ready.token }).code;
}

const pythonTabs = ['azureml', 'pandas', 'polars', 'duckdb'] as const;

function hasCode(target: OwnTarget, tab: AccessTabId): boolean {
  return tabsFor(target).some(({ id, obstacle }) => id === tab && !obstacle);
}

test('the code for Python reads every type, whatever its name', async ({ portal: _running }, info) => {
  test.setTimeout(600_000);
  const python = await snippetPython();
  const wanted = ready.targets.flatMap(({ given, target }) =>
    pythonTabs
      .filter((tab) => hasCode(target, tab))
      .map((tab) => ({ label: `${given.dataTypeId} ${tab}`, tab, given, target })),
  );
  const pieces = wanted.map(({ label, tab, target }) => ({ label, code: codeFor(target, tab) }));
  expect(pieces.filter(({ label }) => label.endsWith('azureml'))).toHaveLength(5);

  const read = await runPython(python, pieces, { folder: await folderOf(info), token: ready.token });
  expect(read.flatMap(({ label, error }) => (error ? `${label}: ${error}` : []))).toEqual([]);
  for (const [index, { label, tab, given }] of wanted.entries()) {
    const { table, columns, text, bytes } = read[index] ?? { label };
    if (text !== undefined) expect(text, label).toBe(textOf(given));
    else if (bytes !== undefined) expect(bytes, label).toBe(Buffer.from(given.content).toString('hex'));
    else if (tab === 'duckdb' && given.dataTypeId === 'PlainText') expect(table).toEqual([[textOf(given)]]);
    else {
      expect(table, label).toEqual(given.table);
      if (given.columns) expect(columns, label).toEqual(given.columns);
    }
    const asTable =
      tab === 'azureml' ? given.dataTypeId !== 'PlainText' : readsAsTable(given.dataTypeId, tab);
    expect(table !== undefined, `${label} makes a table`).toBe(asTable);
  }
});

for (const tab of ['curl', 'azcopy', 'node'] as const) {
  test(`the code for ${tab} saves every type under its file's name`, async ({ portal: _running }, info) => {
    test.setTimeout(180_000);
    const folder = await folderOf(info);
    const needsStandIn = tab === 'azcopy' && !isInstalled('azcopy');
    const how = {
      folder: join(folder, 'saved'),
      token: ready.token,
      ...(needsStandIn ? { tools: await makeAzcopy(folder) } : {}),
    };
    await mkdir(how.folder);
    for (const { given, target } of ready.targets) {
      const script = join(folder, tab === 'node' ? 'read.mjs' : 'read.sh');
      await writeFile(script, codeFor(target, tab));
      await run(tab === 'node' ? process.execPath : 'bash', [script], how);
      const saved = await readFile(join(how.folder, awkwardFileName + given.extension));
      expect(saved.equals(given.content), given.dataTypeId).toBe(true);
    }
    const names = new Set(snippetCases.map(({ extension }) => awkwardFileName + extension));
    expect((await readdir(how.folder)).filter((name) => !name.startsWith('.')).sort()).toEqual(
      [...names].sort(),
    );
  });
}

test('the commands of the empty list upload a file by an authorization token, and say where none is set', async ({
  portal,
}, info) => {
  const folder = await folderOf(info);
  const { call, workspaceId } = ready.session;
  const how = { folder, ...(isInstalled('jq') ? {} : { tools: await makeJq(folder) }) };
  const script = uploadWithCurl(portal.url, workspaceId);
  await writeFile(join(folder, 'rain.csv'), 'day,mm\n1,4\n');
  await expect(run('bash', ['-c', script], how)).rejects.toThrow(
    /SLUICE_TOKEN: is to hold an authorization token/,
  );
  await run('bash', ['-c', script], { ...how, token: ready.token });
  const { items } = await call('listDatasets', { params: { workspaceId }, query: { search: 'Rain' } });
  expect(items).toMatchObject([{ name: 'Rain', dataTypeId: 'GenericCSV', size: 11 }]);
});

test('the code for R reads what R alone can read, and parses where it needs a package', async ({
  portal: _running,
}, info) => {
  test.setTimeout(180_000);
  requireR();
  const folder = await folderOf(info);
  const needed: Record<string, string> = {
    Parquet: 'arrow',
    JSON: 'jsonlite',
    NDJSON: 'jsonlite',
    ARFF: 'foreign',
  };
  for (const { given, target } of ready.targets) {
    const script = join(folder, 'read.R');
    await writeFile(script, `${codeFor(target, 'r')}\n${sayInR}`);
    const package_ = needed[given.dataTypeId];
    const has = package_ ? `requireNamespace("${package_}", quietly = TRUE)` : 'TRUE';
    const source = `if (${has}) source("read.R", encoding = "UTF-8") else invisible(parse("read.R", encoding = "UTF-8"))`;
    const printed = await run('Rscript', ['--vanilla', '-e', source], { folder, token: ready.token });
    if (package_ && printed === '') continue;
    const rows = given.table?.map((row) => `${row.join('|')}\n`).join('');
    const listing = given.dataTypeId === 'Zip' ? 'a.csv\n' : undefined;
    expect(printed, given.dataTypeId).toBe(
      rows ?? listing ?? `${Buffer.from(given.content).toString('hex')}\n`,
    );
  }
});

const sayInR = `
if (exists("frame", inherits = FALSE)) {
  write.table(frame, sep = "|", quote = FALSE, row.names = FALSE, col.names = FALSE)
} else if (is.raw(data)) {
  cat(paste(data, collapse = ""), "\\n", sep = "")
} else if (is.data.frame(data)) {
  if ("Name" %in% names(data)) writeLines(data$Name) else write.table(data, sep = "|", quote = FALSE, row.names = FALSE, col.names = FALSE)
} else {
  writeLines(data)
}
`;

test('samples and older versions are read, too', async ({ portal }, info) => {
  test.setTimeout(600_000);
  const { session, token } = ready;
  const place = { portalUrl: portal.url, workspaceId: session.workspaceId };
  const folder = await folderOf(info);
  const sample = await sampleNamed(session, 'Airport Codes Dataset');
  const sampleTarget = datasetTarget(place, sample, sample.newest);
  await writeFile(join(folder, 'read.sh'), codeFor(sampleTarget, 'curl'));
  await run('bash', ['read.sh'], { folder, token });
  const rows = (await readFile(join(folder, sampleTarget.fileName), 'utf8')).trimEnd().split('\n').length - 1;

  const csv = (text: string) => ({ fileName: 'a.csv', content: new TextEncoder().encode(text) });
  const first = await putDataset(session, {
    name: 'two versions',
    dataTypeId: 'GenericCSV',
    ...csv('a\n1\n'),
  });
  const second = await putDataset(session, {
    datasetId: first.id,
    dataTypeId: 'GenericCSV',
    ...csv('a\n2\n'),
  });
  const older = datasetTarget(place, second, first.newest);
  const newest = datasetTarget(place, second, second.newest);
  expect(hasCode(older, 'azureml')).toBe(false);

  const python = await snippetPython();
  const pieces: Piece[] = [
    { label: 'sample', code: codeFor(sampleTarget, 'azureml') },
    { label: 'older', code: codeFor(older, 'pandas') },
    { label: 'newest', code: codeFor(newest, 'pandas') },
    { label: 'newest by azureml', code: codeFor(newest, 'azureml') },
  ];
  const read = await runPython(python, pieces, { folder, token });
  expect(read.flatMap(({ error }) => error ?? [])).toEqual([]);
  expect(read[0]?.table).toHaveLength(rows);
  expect(read.slice(1).map(({ table }) => table)).toEqual([[[1]], [[2]], [[2]]]);
});

async function sampleNamed({ call }: ApiSession, name: string) {
  const params = { workspaceId: samplesWorkspaceId };
  const { items } = await call('listDatasets', { params, query: { search: name } });
  const found = items.find((item) => item.name === name);
  if (!found) throw new Error(`There is no sample ${name}.`);
  return call('getDataset', { params: { ...params, datasetId: found.id } });
}

test('notebooks run and draw, with the token from the environment', async ({ portal: _running }, info) => {
  test.setTimeout(600_000);
  const python = await snippetPython();
  const pieces = ready.targets.flatMap(({ given, target }) => {
    const text = notebookOf(target);
    if (!text) return [];
    expect(text).not.toContain(ready.token);
    const cells = JSON.parse(text).cells as { cell_type: string; source: string }[];
    // What begins with % is IPython's own: it installs packages.
    const code = cells.filter(({ cell_type, source }) => cell_type === 'code' && !source.startsWith('%'));
    const drawn = 'assert plt.gcf().axes and plt.gca().get_title() == str(column), "nothing was drawn"';
    return { label: given.dataTypeId, code: [...code.map(({ source }) => source), drawn].join('\n') };
  });
  expect(pieces).toHaveLength(snippetCases.filter(({ columns, table }) => columns || table?.[0]?.[1]).length);
  const read = await runPython(python, pieces, { folder: await folderOf(info), token: ready.token });
  expect(read.flatMap(({ label, error }) => (error ? `${label}: ${error}` : []))).toEqual([]);
});

test('a literal means the same text in Python, JavaScript, the shell and R', async ({
  portal: _running,
}, info) => {
  test.setTimeout(600_000);
  const folder = await folderOf(info);
  const hex = (text: string) => Buffer.from(text).toString('hex');
  const expected = wildTexts.map(hex);

  const js = `for (const text of [${wildTexts.map(jsString)}]) console.log(Buffer.from(text).toString('hex'));`;
  await writeFile(join(folder, 'texts.mjs'), js);
  const linesOf = (printed: string) => printed.split('\n').slice(0, -1);
  expect(linesOf(await run(process.execPath, ['texts.mjs'], { folder }))).toEqual(expected);

  const shell = wildTexts.map((text) => `printf %s ${shellWord(text)} | od -An -v -tx1 | tr -d ' \\n'; echo`);
  await writeFile(join(folder, 'texts.sh'), `${shell.join('\n')}\n`);
  expect(linesOf(await run('bash', ['texts.sh'], { folder }))).toEqual(expected);

  const python = await snippetPython();
  if (python) {
    const code = `for text in [${wildTexts.map(pythonString)}]:\n    print(text.encode().hex())\n`;
    await writeFile(join(folder, 'texts.py'), code);
    expect(linesOf(await run(python, ['texts.py'], { folder }))).toEqual(expected);
  }
  if (isInstalled('Rscript')) {
    const code = `for (text in c(${wildTexts.map(rString)})) cat(paste(charToRaw(enc2utf8(text)), collapse = ""), "\\n", sep = "")\n`;
    await writeFile(join(folder, 'texts.R'), code);
    expect(linesOf(await run('Rscript', ['--vanilla', 'texts.R'], { folder }))).toEqual(expected);
  }
});

test('a wrong token stops the code with the status, and saves nothing', async ({
  portal: _running,
}, info) => {
  const folder = await folderOf(info);
  const [first] = ready.targets;
  if (!first) throw new Error('nothing was uploaded');
  for (const tab of ['curl', 'node'] as const) {
    const script = join(folder, tab === 'node' ? 'read.mjs' : 'read.sh');
    await writeFile(script, codeFor(first.target, tab));
    const program = tab === 'node' ? process.execPath : 'bash';
    await expect(run(program, [script], { folder, token: 'sluice_wrong' })).rejects.toThrow(/\b401\b/);
  }
  expect((await readdir(folder)).filter((name) => !name.startsWith('read.'))).toEqual([]);
});

async function folderOf({ outputDir }: { outputDir: string }): Promise<string> {
  await mkdir(outputDir, { recursive: true });
  return outputDir;
}

function textOf({ content }: SnippetCase): string {
  return new TextDecoder().decode(content);
}
