import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { manifestName, readManifest, writeManifest } from './manifest.mjs';

const manifest = {
  exportedAt: '2026-11-20T08:00:00.000Z',
  source: { url: 'http://127.0.0.1:3000', workspace: { id: 'a'.repeat(32), name: 'Team' } },
  datasets: [
    {
      id: 'b'.repeat(32),
      name: 'Readings',
      description: '# Readings',
      versions: [
        {
          n: 1,
          dataTypeId: 'GenericCSV',
          createdAt: '2026-11-01T08:00:00.000Z',
          owner: 'Ada',
          origin: 'upload',
          files: [
            {
              path: 'readings.csv',
              place: 'datasets/Readings-bbbbbbbbbbbb/v1/readings.csv',
              size: 4,
              md5: 'c'.repeat(32),
              sha256: 'd'.repeat(64),
              contentType: 'text/csv',
            },
          ],
        },
      ],
    },
  ],
  missing: [],
};
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-manifest-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function refusalOf(change: (copy: ReturnType<typeof asWritten>) => unknown): Promise<string> {
  const copy = asWritten();
  change(copy);
  await writeFile(join(folder, manifestName), JSON.stringify(copy));
  return readManifest(folder).then(
    () => 'read',
    (error: Error) => error.message,
  );
}

function asWritten() {
  return { format: 'sluice-export', formatVersion: 1, ...structuredClone(manifest) };
}

test('what was written comes back, and no draft stays', async () => {
  expect(await readManifest(folder)).toBeUndefined();
  await writeManifest(folder, manifest);
  expect(await readManifest(folder)).toEqual(asWritten());
  expect(await readdir(folder)).toEqual([manifestName]);
});

test.each([
  '../../etc/passwd',
  '/etc/passwd',
  'datasets/../../x',
  'datasets\\..\\x',
  'datasets//x',
  'C:/x',
  '',
])('a manifest that leads to %j is refused', async (place) => {
  const said = await refusalOf((copy) => {
    const file = copy.datasets[0]?.versions[0]?.files[0];
    if (file) file.place = place;
  });
  expect(said).toMatch(/leads out of the folder/);
});

test('other formats, newer versions and damage are told apart', async () => {
  expect(await refusalOf(() => {})).toBe('read');
  expect(await refusalOf((copy) => Object.assign(copy, { format: 'zip' }))).toMatch(/not the manifest/);
  expect(await refusalOf((copy) => Object.assign(copy, { formatVersion: 2 }))).toMatch(/format version 2/);
  expect(await refusalOf((copy) => Object.assign(copy, { datasets: {} }))).toMatch(/lists no datasets/);
  expect(await refusalOf((copy) => Object.assign(copy.datasets[0] ?? {}, { name: 7 }))).toMatch(/no name/);
  await writeFile(join(folder, manifestName), '{"format":');
  await expect(readManifest(folder)).rejects.toThrow(/no JSON/);
});
