import { randomBytes } from 'node:crypto';
import { appendFile, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { startStorageProxy } from './fixtures/proxies.ts';
import { putDataset } from './fixtures/put-dataset.ts';
import { putFolder } from './fixtures/put-folder.ts';
import { contentOf, openPlace, type Place, runCopy, startCopy } from './fixtures/workspace-copy.ts';

const text = (content: string) => new TextEncoder().encode(content);
const longName = 'ö'.repeat(254);
const nfd = 'Cafe\u0301 au lait';
const ada = { createdAt: '2016-02-29T12:34:56.789Z', owner: 'Ada Lovelace' };

let from: Place;
let to: Place;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  [from, to] = await Promise.all([openPlace(), openPlace()]);
  await fill(from);
});
test.afterAll(async () => {
  await Promise.all([from.close(), to.close()]);
});

async function fill(place: Place): Promise<void> {
  const csv = { dataTypeId: 'GenericCSV', contentType: 'text/csv' } as const;
  const readings = await putDataset(place, {
    ...csv,
    name: 'Readings',
    description: '# Readings\n\nOf the *north* gauge. 🧪',
    fileName: 'readings.csv',
    content: text('a,b\n1,2\n'),
    original: ada,
  });
  const datasetId = readings.id;
  await putDataset(place, { ...csv, datasetId, fileName: 'readings 2.csv', content: text('a,b\n3,4\n') });
  await putDataset(place, {
    dataTypeId: 'PlainText',
    datasetId,
    fileName: 'CON',
    content: text('now words\n'),
  });
  await putDataset(place, {
    dataTypeId: 'Other',
    name: 'twenty',
    fileName: 'twenty.bin',
    content: randomBytes(20_000_000),
  });
  await putDataset(place, { dataTypeId: 'Other', name: 'empty', fileName: 'empty', content: text('') });
  const north = text('north\n'.repeat(2_000_000));
  const files = { 'a.csv': text('a\n'), 'north/b.csv': text('b\n'), 'north/large.csv': north };
  await putFolder(
    place,
    'folder',
    new Map(Object.entries(files).map(([path, bytes]) => [path, Buffer.from(bytes)])),
  );
  const odd = ['CON', 'data', 'DATA', '.. dots ..', `it's $HOME; 100% 🧪`, nfd, longName];
  for (const name of odd) {
    const fileName = name === longName ? 'nul.tar.gz' : `a:b "q" <${name === nfd ? nfd : 'ü'}>?.csv`;
    await putDataset(place, { ...csv, name, fileName, content: text(`name\n${name}\n`) });
  }
}

test('a workspace goes to a folder and into another one, whole', async () => {
  test.setTimeout(120_000);
  const folder = test.info().outputPath('copy');
  const exported = await runCopy('export', from, folder);
  expect(exported.output).toContain('11 datasets · 13 versions downloaded');
  expect(exported.code).toBe(0);
  expect(exported.output).not.toContain(from.token);
  expect(exported.output).not.toContain('sig=');

  const names = (await readdir(folder, { recursive: true })).map((path) => path.replaceAll('\\', '/'));
  expect(names.filter((path) => path.endsWith('.part'))).toEqual([]);
  for (const segment of names.flatMap((path) => path.split('/'))) {
    expect(segment).toBe(segment.normalize('NFC'));
    expect(segment).not.toMatch(/[\\:*?"<>|]|[. ]$|^(con|nul)(\.|$)/i);
    expect(Buffer.byteLength(segment)).toBeLessThanOrEqual(143);
  }
  expect(new Set(names.map((path) => path.toLowerCase())).size).toBe(names.length);
  const manifest = await readFile(join(folder, 'sluice-export.json'), 'utf8');
  expect(manifest).not.toContain(from.token);
  expect(manifest).not.toContain('sig=');

  const again = await runCopy('export', from, folder);
  expect(again.output).toContain('0 versions downloaded, 0 B · 13 there already · 0 failed');

  const imported = await runCopy('import', to, folder);
  expect(imported.output).toContain('11 datasets · 13 versions uploaded');
  expect(imported.code).toBe(0);
  const [before, after] = await Promise.all([contentOf(from), contentOf(to)]);
  expect(Object.keys(before).length).toBe(11);
  expect(JSON.stringify(before.folder)).toContain('north/large.csv');
  expect(before.Readings).toMatchObject({ createdAt: ada.createdAt });
  expect(JSON.stringify(before.Readings)).toContain('Ada Lovelace');
  expect(after).toEqual(before);

  const second = await runCopy('import', to, folder);
  expect(second.output).toContain('0 versions uploaded, 0 B · 13 left as they are · 0 failed');
  expect(second.code).toBe(0);
  expect(await contentOf(to)).toEqual(before);
});

test('a name with other content is told, left out or gone around, and never overwritten', async () => {
  const folder = test.info().outputPath('copy');
  await runCopy('export', from, folder);
  const place = await openPlace();
  try {
    const mine = { dataTypeId: 'PlainText', name: 'Readings', fileName: 'mine.txt' } as const;
    await putDataset(place, { ...mine, content: text('mine') });
    const told = await runCopy('import', place, folder);
    expect(told.code).toBe(1);
    expect(told.output).toMatch(/✗ Readings: the workspace has a dataset of this name with other content/);
    expect(told.output).toContain('10 versions uploaded');

    const skipped = await runCopy('import', place, folder, { flags: ['--on-conflict', 'skip'] });
    expect(skipped.code).toBe(0);
    expect(skipped.output).toContain('= Readings: left out');

    const rename = { flags: ['--on-conflict', 'rename'] };
    const renamed = await runCopy('import', place, folder, rename);
    expect(renamed.code).toBe(0);
    expect(renamed.output).toContain('✓ Readings (2) v3');
    expect((await runCopy('import', place, folder, rename)).output).toContain('0 versions uploaded');

    const [there, before] = await Promise.all([contentOf(place), contentOf(from)]);
    expect(there['Readings (2)']).toEqual(before.Readings);
    expect(there.Readings).toMatchObject({ versions: [[{ path: 'mine.txt', size: 4 }]] });
    expect(Object.keys(there).length).toBe(12);
  } finally {
    await place.close();
  }
});

test('a file that was altered or lost in the folder is refused by name, and the rest is imported', async () => {
  const folder = test.info().outputPath('copy');
  await runCopy('export', from, folder);
  const files = await readdir(folder, { recursive: true });
  const [altered = ''] = files.filter((path) => path.endsWith('readings 2.csv'));
  const [lost = ''] = files.filter((path) => path.endsWith('twenty.bin'));
  await appendFile(join(folder, altered), 'x');
  await rm(join(folder, lost));
  const place = await openPlace();
  try {
    const imported = await runCopy('import', place, folder);
    expect(imported.code).toBe(1);
    expect(imported.output).toMatch(/✗ Readings: readings 2\.csv of version 2 has 9 bytes instead of 8/);
    expect(imported.output).toMatch(/✗ twenty: twenty\.bin of version 1 is missing/);
    expect(imported.output).toContain('9 versions uploaded');
    expect(Object.keys(await contentOf(place)).length).toBe(9);

    const mended = await runCopy('export', from, folder);
    expect(mended.output).toContain('2 versions downloaded');
    expect((await runCopy('import', place, folder)).code).toBe(0);
    expect(await contentOf(place)).toEqual(await contentOf(from));
  } finally {
    await place.close();
  }
});

test('what is killed in the middle is completed by the same command', async () => {
  test.setTimeout(120_000);
  const folder = test.info().outputPath('copy');
  const [source, place] = [await startStorageProxy(from.portal.url), await openPlace()];
  const target = await startStorageProxy(place.portal.url);
  try {
    const exporting = startCopy('export', from, folder, { url: source.url });
    source.once(
      'request',
      ({ url }) => url?.endsWith('/versions/3/read-key') === true,
      () => exporting.child.kill('SIGKILL'),
    );
    expect((await exporting.ended).code).toBe('SIGKILL');
    expect(await readdir(folder)).not.toContain('sluice-export.json');
    const refused = await runCopy('import', place, folder);
    expect(refused.code).toBe(1);
    expect(refused.output).toContain('holds no whole export');
    expect((await runCopy('export', from, folder)).code).toBe(0);

    // Killed with a confirm that the portal has taken and whose answer never came.
    const importing = startCopy('import', place, folder, { url: target.url });
    target.once(
      'answer',
      ({ url }) => url?.endsWith('/confirm') === true,
      () => importing.child.kill('SIGKILL'),
    );
    expect((await importing.ended).code).toBe('SIGKILL');
    const completed = await runCopy('import', place, folder);
    expect(completed.code).toBe(0);
    expect(completed.output).not.toContain(' 0 left as they are');
    expect(await contentOf(place)).toEqual(await contentOf(from));
  } finally {
    await Promise.all([source.close(), target.close(), place.close()]);
  }
});

test('a token that is none, and a workspace that is not its own, end with one sentence', async () => {
  const folder = test.info().outputPath('copy');
  const wrong = await runCopy('export', { ...from, token: 'sluice_wrong' }, folder);
  expect(wrong.code).toBe(1);
  expect(wrong.output).toContain('The portal does not accept SLUICE_TOKEN');
  expect(wrong.output).not.toContain('sluice_wrong');
  const foreign = await runCopy('export', { ...from, workspaceId: to.workspaceId }, folder);
  expect(foreign.code).toBe(1);
  expect(foreign.output).not.toMatch(/\n {4}at /);
});
