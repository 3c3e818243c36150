import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportDataset, versionsOf } from './export-dataset.mjs';

const file = (path: string) => ({ path, size: 1, md5: null, contentType: 'text/csv' });
const all = Array.from({ length: 25 }, (_, index) => file(`folder/${String(index).padStart(2, '0')}`));

/** A portal whose dataset has a version of one file and one of `all`, of which a list of versions carries ten. */
function portalOf(listed = all) {
  const asked: string[] = [];
  const call = async (_method: string, path: string) => {
    asked.push(path);
    const after = new URL(path, 'http://portal').searchParams.get('after');
    const start = after === null ? 0 : listed.findIndex((item) => item.path === after) + 1;
    const items = listed.slice(start, start + 20);
    if (path.includes('/files?')) {
      const nextAfter = start + 20 < listed.length ? items.at(-1)?.path : null;
      return { items, fileCount: all.length, nextAfter };
    }
    const many = { n: 2, fileCount: all.length, files: all.slice(0, 10) };
    return { items: [many, { n: 1, fileCount: 1, files: [file('a.csv')] }], nextBefore: null };
  };
  return { portal: { url: '', call }, asked };
}

test('a version of many files is exported with all of them, and not with the first that a list carries', async () => {
  const { portal, asked } = portalOf();
  const versions = await versionsOf(portal, 'd');
  expect(versions.map(({ files }) => files)).toEqual([[file('a.csv')], all]);
  expect(asked).toHaveLength(3);
});

test('a list of files that ends early is a failure, and no export that looks whole', async () => {
  await expect(versionsOf(portalOf(all.slice(0, 12)).portal, 'd')).rejects.toThrow('25 files');
});

test.each([
  ['version', { n: '/../../../../escaped/.ssh' }, 'd'.repeat(32)],
  ['id', { n: 1 }, '/../../../out'],
])(
  'a portal that answers a %s that leads out of the folder gets nothing written there',
  async (_, version, id) => {
    const above = await mkdtemp(join(tmpdir(), 'sluice-export-'));
    const folder = join(above, 'a', 'b', 'c', 'copy');
    const call = async (_method: string, path: string) => {
      if (path.endsWith('read-key')) throw new Error('nothing is to be fetched');
      if (path.includes('/versions'))
        return {
          items: [
            { ...version, fileCount: 1, files: [file('authorized_keys')], owner: { displayName: 'x' } },
          ],
          nextBefore: null,
        };
      return { id, name: 'rain', description: '' };
    };
    const told: string[] = [];
    const progress = { fail: (_what: string, reason: string) => told.push(reason) };
    const run = { portal: { url: '', call }, folder, controller: new AbortController(), progress };
    const { dataset, missing } = await exportDataset(run as never, { id, name: 'rain' }, new Map());
    expect(dataset).toBeUndefined();
    expect(missing).toHaveLength(1);
    expect(told).toEqual([expect.stringMatching(/^the portal gave a place out of the folder: /)]);
    expect(await readdir(above)).toEqual([]);
    await rm(above, { recursive: true });
  },
);
