import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FilePage } from '#lib/datasets/dataset-schema.ts';
import { schema } from '#server/platform/db/index.ts';
import {
  callApi,
  createTestPortal,
  type Member,
  type TestPortal,
  uploadDataset,
} from '#server/testing/index.ts';

const { datasetFiles } = schema;
let portal: TestPortal;
let member: Member;
let datasetId: string;

const paths = [
  '100%/a.csv',
  '100%/deep/er/b.csv',
  '100x/c.csv',
  'north/d.csv',
  'north.csv',
  'ü/e.csv',
  'z.csv',
  'z.csv//f.csv',
];

beforeAll(async () => {
  portal = await createTestPortal();
  member = await portal.createMember('User');
  datasetId = (await uploadDataset(member, 'a,b\n')).id;
  const { db } = portal.parts;
  const [file] = await db.select().from(datasetFiles).where(eq(datasetFiles.datasetId, datasetId));
  if (!file) throw new Error('the dataset has no file');
  await db.delete(datasetFiles).where(eq(datasetFiles.datasetId, datasetId));
  await db.insert(datasetFiles).values(paths.map((path, index) => ({ ...file, path, size: 10 ** index })));
});
afterAll(() => portal.close());

async function list(query: Record<string, string>): Promise<FilePage> {
  const search = new URLSearchParams(query);
  const path = `/api/v1/workspaces/${member.workspaceId}/datasets/${datasetId}/versions/1/files?${search}`;
  const response = await callApi(path, { cookie: member.cookie });
  expect(response.status).toBe(200);
  return response.json() as Promise<FilePage>;
}

const namesOf = ({ items, folders }: FilePage) => [...folders, ...items].map(({ path }) => path).sort();

it('tells what lies directly in a folder, and how much is in the folders there', async () => {
  const top = await list({ delimiter: '/' });
  expect(top.items.map(({ path }) => path).sort()).toEqual(['north.csv', 'z.csv']);
  expect(top.folders.sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
    { path: '100%/', fileCount: 2, size: 11 },
    { path: '100x/', fileCount: 1, size: 100 },
    { path: 'north/', fileCount: 1, size: 1000 },
    { path: 'z.csv/', fileCount: 1, size: 10_000_000 },
    { path: 'ü/', fileCount: 1, size: 100_000 },
  ]);
  expect(top).toMatchObject({ nextAfter: null });

  const inside = await list({ delimiter: '/', prefix: '100%/' });
  expect(namesOf(inside)).toEqual(['100%/a.csv', '100%/deep/']);
  expect(namesOf(await list({ delimiter: '/', prefix: 'ü/' }))).toEqual(['ü/e.csv']);
  expect(namesOf(await list({ delimiter: '/', prefix: 'nothing/' }))).toEqual([]);
  // A file and a folder of one name, and a folder without any.
  expect(namesOf(await list({ delimiter: '/', prefix: 'z.csv' }))).toEqual(['z.csv', 'z.csv/']);
  expect(namesOf(await list({ delimiter: '/', prefix: 'z.csv/' }))).toEqual(['z.csv//']);
});

it('brings each entry once, a page at a time', async () => {
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await list({ delimiter: '/', limit: '2', ...(after ? { after } : {}) });
    expect(page.items.length + page.folders.length).toBeLessThanOrEqual(2);
    seen.push(...namesOf(page));
    after = page.nextAfter ?? undefined;
  } while (after);
  expect(seen.sort()).toEqual(['100%/', '100x/', 'north.csv', 'north/', 'z.csv', 'z.csv/', 'ü/']);
});

it('finds files by a part of their path, whatever its case', async () => {
  expect(namesOf(await list({ search: 'NORTH' }))).toEqual(['north.csv', 'north/d.csv']);
  expect(namesOf(await list({ search: 'ü/E' }))).toEqual(['ü/e.csv']);
  expect(namesOf(await list({ search: '0%/' }))).toEqual(['100%/a.csv', '100%/deep/er/b.csv']);
});

it('without a delimiter tells every file, and refuses one together with a search', async () => {
  const all = await list({});
  expect(namesOf(all)).toEqual([...paths].sort());
  expect(all.folders).toEqual([]);
  const path = `/api/v1/workspaces/${member.workspaceId}/datasets/${datasetId}/versions/1/files`;
  const refused = await callApi(`${path}?delimiter=/&search=a`, { cookie: member.cookie });
  expect(refused.status).toBe(400);
  expect((await refused.json()).detail).toContain('either search or delimiter');
});
