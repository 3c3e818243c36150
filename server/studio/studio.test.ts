import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import { getDataset, updateDataset } from '#server/datasets/index.ts';
import { schema } from '#server/platform/db/index.ts';
import { newId } from '#server/platform/secrets.ts';
import { createTestPortal, type TestPortal, uploadDataset } from '#server/testing/index.ts';
import {
  bytesOf,
  chunkSize,
  createClient,
  type Datasource,
  list,
  listAll,
  sha,
} from './testing/studio-client.ts';

let portal: TestPortal;

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

describe('datasets come and go', () => {
  it.each([0, 1, chunkSize, chunkSize + 1, 5 * chunkSize + 3])('%i bytes as they were sent', async (size) => {
    const client = await createClient(portal);
    const content = randomBytes(size);
    const id = await client.add(content);
    const [listed] = await list(client);
    expect(listed).toMatchObject({
      Id: id,
      Name: 'readings',
      Size: size,
      Owner: 'Python SDK',
      IsLatest: true,
    });
    expect(sha(await bytesOf(listed as Datasource))).toBe(sha(content));
    const one = await client.call(`/api/workspaces/{ws}/datasources/${id}`);
    expect(await one.json()).toMatchObject({ Id: id, Description: 'of a sensor', DataTypeId: 'GenericCSV' });
  });

  it('shows each key that the client reads, dates exactly', async () => {
    const client = await createClient(portal);
    const id = await client.add(Buffer.from('a\n1\n'));
    const text = await (await client.call(`/api/workspaces/{ws}/datasources/${id}`)).text();
    const found = JSON.parse(text) as Datasource;
    for (const key of [
      ...['Id', 'Name', 'Description', 'DataTypeId', 'FamilyId', 'Size', 'CreatedDate', 'CreatedDateTicks'],
      ...[
        'Owner',
        'SourceOrigin',
        'ResourceUploadId',
        'UploadedFromFilename',
        'ExperimentId',
        'PromotedFrom',
      ],
      ...['ClientVersion', 'ServiceVersion', 'IsLatest', 'Category', 'IsDeprecated', 'Culture', 'Batch'],
      ...['SchemaStatus', 'VisualizeEndPoint', 'SchemaEndPoint', 'DownloadLocation'],
    ])
      expect(found).toHaveProperty(key);
    for (const place of ['VisualizeEndPoint', 'SchemaEndPoint', 'DownloadLocation'])
      for (const key of [
        ...['BaseUri', 'Location', 'AccessCredential', 'Size', 'EndpointType', 'CredentialContainer'],
        ...['FileType', 'IsAuxiliary', 'Name'],
      ])
        expect(found[place]).toHaveProperty(key);
    const ms = /^\/Date\((\d+)\)\/$/.exec(String(found.CreatedDate))?.[1] ?? '';
    const ticks = /"CreatedDateTicks":(\d+)/.exec(text)?.[1] ?? '';
    expect(BigInt(ticks)).toBe(BigInt(ms) * 10_000n + 621_355_968_000_000_000n);
  });

  it('a text that looks like a marked number stays a text', async () => {
    const client = await createClient(portal);
    const description = '"CreatedDateTicks":"bigint:1"';
    await client.add(Buffer.from('a'), { Description: description });
    expect((await list(client))[0]?.Description).toBe(description);
  });

  it('lists own and samples by name, then id, at any length', async () => {
    const client = await createClient(portal);
    const names = ['b', 'B', 'a', 'ä', '😀', '\uFF5A', 'a b', "it's", '$x'];
    for (const name of names) await uploadDataset(client.member, 'x', { name });
    const { db } = portal.parts;
    await uploadDataset(client.member, 'x', { name: 'sample' });
    await db
      .update(schema.datasets)
      .set({ workspaceId: samplesWorkspaceId })
      .where(
        and(eq(schema.datasets.name, 'sample'), eq(schema.datasets.workspaceId, client.member.workspaceId)),
      );
    const listed = await listAll(client);
    const codePoints = (text: string) =>
      [...text].map((c) => String(c.codePointAt(0)).padStart(8, '0')).join();
    const sorted = [...names, 'sample'].sort((a, b) => (codePoints(a) < codePoints(b) ? -1 : 1));
    expect(listed.map(({ Name }) => Name)).toEqual(sorted);
    const sample = listed.find(({ Name }) => Name === 'sample');
    expect(sample?.Id.startsWith(`${samplesWorkspaceId}.`)).toBe(true);
    const byId = await client.call(`/api/workspaces/{ws}/datasources/${sample?.Id}`);
    expect(byId.status).toBe(200);
    const update = await client.create(await client.begin(), { Name: 'mine', FamilyId: sample?.FamilyId });
    expect(update.status).toBe(404);
  });
});

it("lists the workspace's own dataset before a sample of the same name", async () => {
  const [client, author] = [await createClient(portal), await createClient(portal)];
  await uploadDataset(client.member, 'mine', { name: 'twin' });
  const twin = await uploadDataset(author.member, 'sample', { name: 'twin' });
  await portal.parts.db
    .update(schema.datasets)
    .set({ workspaceId: samplesWorkspaceId })
    .where(eq(schema.datasets.id, twin.id));
  const twins = (await listAll(client)).filter(({ Name }) => Name === 'twin');
  expect(twins.map(({ Id }) => Id.split('.')[0])).toEqual([client.member.workspaceId, samplesWorkspaceId]);
});

describe('updating', () => {
  it('makes a version with another type, name and description at once', async () => {
    const client = await createClient(portal);
    const first = await client.add(Buffer.from('a\n1\n'));
    const family = (await list(client))[0]?.FamilyId;
    const second = await client.add(Buffer.from('a\tb\n'), {
      FamilyId: family,
      Name: 'renamed',
      Description: '',
      DataTypeId: 'GenericTSV',
    });
    expect(second).toBe(first.replace('.v1', '.v2'));
    expect(await list(client)).toMatchObject([
      { Id: second, Name: 'renamed', Description: '', DataTypeId: 'GenericTSV', FamilyId: family },
    ]);
    const old = await client.call(`/api/workspaces/{ws}/datasources/${first}`);
    const version = (await old.json()) as Datasource;
    expect(version).toMatchObject({ Id: first, DataTypeId: 'GenericCSV', IsLatest: false });
    expect((await bytesOf(version)).toString()).toBe('a\n1\n');
  });

  it('refuses the name of another family with 409, and nothing changes', async () => {
    const client = await createClient(portal);
    await client.add(Buffer.from('1'), { Name: 'taken' });
    await client.add(Buffer.from('2'), { Name: 'mine' });
    const before = (await list(client)).map(({ Id, Name, Size }) => [Id, Name, Size]);
    const family = (await list(client)).find(({ Name }) => Name === 'mine')?.FamilyId;
    for (const source of [{ Name: 'taken', FamilyId: family }, { Name: 'taken' }]) {
      const response = await client.create(await client.begin(), source);
      expect(response.status).toBe(409);
      expect(await response.text()).toContain('"taken"');
    }
    expect((await list(client)).map(({ Id, Name, Size }) => [Id, Name, Size])).toEqual(before);
    const open = await portal.parts.db
      .select()
      .from(schema.uploads)
      .where(
        and(eq(schema.uploads.workspaceId, client.member.workspaceId), eq(schema.uploads.state, 'reserved')),
      );
    expect(open).toHaveLength(0);
  });

  it("refuses a family of another workspace as one that does not exist, and an upload of another's", async () => {
    const [client, stranger] = [await createClient(portal), await createClient(portal)];
    await stranger.add(Buffer.from('theirs'));
    const family = (await list(stranger))[0]?.FamilyId;
    const answers = await Promise.all(
      [family, newId(), 'no id'].map(async (FamilyId) => {
        const response = await client.create(await client.begin(), { FamilyId, Name: 'x' });
        return [response.status, await response.text()];
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toEqual(answers[2]);
    expect(answers[0]?.[0]).toBe(404);
    const theirs = await stranger.begin();
    for (const uploadId of [theirs, newId(), 'x', '']) {
      expect((await client.chunk(uploadId, 0, 1, Buffer.from('x'))).status).toBe(404);
      expect((await client.create(uploadId)).status).toBe(404);
    }
    expect(await list(stranger)).toHaveLength(1);
  });
});

describe('the portal sees the same things', () => {
  it('with owner, audit and versions', async () => {
    const client = await createClient(portal);
    const id = await client.add(Buffer.from('a\n1\n'));
    const datasetId = id.split('.')[1] ?? '';
    const dataset = await getDataset(client.member.ctx, { datasetId });
    expect(dataset).toMatchObject({
      name: 'readings',
      owner: { id: null, displayName: 'Python SDK' },
      newest: { files: [{ path: 'readings.csv', contentType: 'text/csv' }] },
    });
    await updateDataset(client.member.ctx, { datasetId, name: 'renamed' });
    expect((await list(client))[0]?.Name).toBe('renamed');
    const events = await portal.parts.db
      .select()
      .from(schema.auditEvents)
      .where(and(eq(schema.auditEvents.subject, datasetId), eq(schema.auditEvents.action, 'dataset.create')));
    expect(events).toMatchObject([{ actor: 'token:secondary', actorName: 'Secondary token' }]);
  });
});
