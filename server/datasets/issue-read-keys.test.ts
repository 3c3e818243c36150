import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schema } from '#server/platform/db/index.ts';
import {
  callApi,
  createTestPortal,
  type Member,
  type TestPortal,
  uploadDataset,
} from '#server/testing/index.ts';
import { issueReadKey, issueReadKeys } from './index.ts';

const { auditEvents, datasetFiles } = schema;
let portal: TestPortal;
let member: Member;
let datasetId: string;

beforeAll(async () => {
  portal = await createTestPortal();
  member = await portal.createMember('User');
  datasetId = (await uploadDataset(member, 'a,b\n')).id;
  const [file] = await portal.parts.db
    .select()
    .from(datasetFiles)
    .where(eq(datasetFiles.datasetId, datasetId));
  if (!file) throw new Error('the dataset has no file');
  for (const path of ['deep/er/ü.csv', 'z.csv'])
    await portal.parts.db.insert(datasetFiles).values({ ...file, path });
});
afterAll(() => portal.close());

it('answers a key for each path in the order asked for, with one line in the audit', async () => {
  const paths = ['z.csv', 'deep/er/ü.csv', 'z.csv'];
  const { keys } = await issueReadKeys(member.ctx, { datasetId, n: 'latest', purpose: 'download', paths });
  expect(keys.map(({ path }) => path)).toEqual(paths);
  const response = await fetch(keys[1]?.url ?? '');
  expect(await response.text()).toBe('a,b\n');
  expect(response.headers.get('content-disposition')).toBe(
    `attachment; filename="?.csv"; filename*=UTF-8''%C3%BC.csv`,
  );
  const lines = await portal.parts.db.select().from(auditEvents).where(eq(auditEvents.subject, datasetId));
  const told = lines.filter(({ action }) => action === 'dataset.download');
  expect(told.map(({ details }) => details)).toEqual([{ n: 1, files: 3 }]);
});

it('hands out nothing where one of the paths is not there', async () => {
  const address = { datasetId, n: 1, purpose: 'download' } as const;
  await expect(issueReadKeys(member.ctx, { ...address, paths: ['z.csv', 'a'] })).rejects.toMatchObject({
    code: 'not_found',
    details: { path: 'a' },
  });
  await expect(issueReadKeys(member.ctx, { ...address, n: 2, paths: ['z.csv'] })).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('of one file is found by its path in a folder, too', async () => {
  const key = await issueReadKey(member.ctx, { datasetId, n: 1, path: 'deep/er/ü.csv', purpose: 'preview' });
  expect(key).toMatchObject({ path: 'deep/er/ü.csv', size: 4 });
});

it('refuses more than 500 paths, and paths that leave the folder', async () => {
  const call = (paths: unknown) =>
    callApi(`/api/v1/workspaces/${member.workspaceId}/datasets/${datasetId}/versions/1/read-keys`, {
      method: 'POST',
      cookie: member.cookie,
      body: { purpose: 'download', paths },
    });
  for (const [paths, code] of [
    [Array.from({ length: 501 }, (_, i) => `f${i}`), 'bad_request'],
    [[], 'bad_request'],
    [['../a'], 'name_invalid'],
  ] as const) {
    const response = await call(paths);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code });
  }
});
