import { createHash, randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import { getDataset, updateDataset } from '#server/datasets/index.ts';
import { schema } from '#server/platform/db/index.ts';
import { newId } from '#server/platform/secrets.ts';
import {
  callApi,
  createTestPortal,
  type Member,
  type TestPortal,
  uploadDataset,
} from '#server/testing/index.ts';

let portal: TestPortal;
const chunkSize = 0x200000;

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

interface Client {
  member: Member;
  call(path: string, init?: { method?: string; body?: unknown }): Promise<Response>;
  begin(dataTypeId?: string): Promise<string>;
  chunk(uploadId: string, index: number, total: number, body: Uint8Array): Promise<Response>;
  create(uploadId: string, source?: Record<string, unknown>): Promise<Response>;
  /** The whole way of `add_from_raw_data`; answers the new id. */
  add(content: Uint8Array, source?: Record<string, unknown>): Promise<string>;
}

/** The requests the `azureml` client makes, with the token of a fresh workspace. */
async function createClient(): Promise<Client> {
  const member = await portal.createMember('Owner');
  const { workspaceId } = member;
  const token = await portal.tokenOf(workspaceId, 'secondary');
  const call: Client['call'] = (path, init = {}) =>
    callApi(path.replace('{ws}', workspaceId), {
      ...init,
      headers: {
        'x-ms-metaanalytics-authorizationtoken': token,
        'content-type': 'application/json;charset=UTF8',
        'user-agent': 'pyazureml/0.2.7',
      },
    });
  const begin: Client['begin'] = async (dataTypeId = 'GenericCSV') => {
    const response = await call(
      `/api/resourceuploads/workspaces/{ws}/?userStorage=true&dataTypeId=${dataTypeId}`,
      { method: 'POST', body: '' },
    );
    expect(response.status).toBe(200);
    return ((await response.json()) as { Id: string }).Id;
  };
  const chunk: Client['chunk'] = (uploadId, index, total, body) =>
    call(
      `/api/blobuploads/workspaces/{ws}/?numberOfBlocks=${total}&blockId=${index}&uploadId=${uploadId}&dataTypeId=GenericCSV`,
      { method: 'POST', body },
    );
  const create: Client['create'] = (uploadId, source = {}) =>
    call('/api/workspaces/{ws}/datasources', {
      method: 'POST',
      body: {
        DataSource: {
          Name: 'readings',
          DataTypeId: 'GenericCSV',
          Description: 'of a sensor',
          FamilyId: null,
          Owner: 'Python SDK',
          SourceOrigin: 'FromResourceUpload',
          ...source,
        },
        UploadId: uploadId,
        UploadedFromFileName: '',
        ClientPoll: true,
      },
    });
  const add: Client['add'] = async (content, source) => {
    const uploadId = await begin();
    const total = Math.ceil(content.byteLength / chunkSize);
    for (let index = 0; index < total; index += 1) {
      const part = content.subarray(index * chunkSize, (index + 1) * chunkSize);
      expect((await chunk(uploadId, index, total, part)).status).toBe(200);
    }
    const response = await create(uploadId, source);
    expect(response.status).toBe(200);
    return (await response.json()) as string;
  };
  return { member, call, begin, chunk, create, add };
}

interface Datasource {
  Id: string;
  Name: string;
  FamilyId: string;
  Size: number;
  DownloadLocation: { BaseUri: string; Location: string; AccessCredential: string };
  [key: string]: unknown;
}

async function listAll(client: Client): Promise<Datasource[]> {
  return (await (await client.call('/api/workspaces/{ws}/datasources')).json()) as Datasource[];
}

/** Without the samples. */
async function list(client: Client): Promise<Datasource[]> {
  const prefix = `${client.member.workspaceId}.`;
  return (await listAll(client)).filter(({ Id }) => Id.startsWith(prefix));
}

async function bytesOf({ DownloadLocation: at }: Datasource): Promise<Buffer> {
  const response = await fetch(at.BaseUri + at.Location + at.AccessCredential);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-encoding')).toBeNull();
  return Buffer.from(await response.arrayBuffer());
}

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('datasets come and go', () => {
  it.each([0, 1, chunkSize, chunkSize + 1, 5 * chunkSize + 3])('%i bytes as they were sent', async (size) => {
    const client = await createClient();
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
    const client = await createClient();
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
    const client = await createClient();
    const description = '"CreatedDateTicks":"bigint:1"';
    await client.add(Buffer.from('a'), { Description: description });
    expect((await list(client))[0]?.Description).toBe(description);
  });

  it('lists own and samples by name, then id, at any length', async () => {
    const client = await createClient();
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
  const [client, author] = [await createClient(), await createClient()];
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
    const client = await createClient();
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
    const client = await createClient();
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
    const [client, stranger] = [await createClient(), await createClient()];
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

describe('chunks', () => {
  it('sent twice are one block, and the later bytes count', async () => {
    const client = await createClient();
    const uploadId = await client.begin();
    await client.chunk(uploadId, 1, 2, Buffer.from('world'));
    await client.chunk(uploadId, 0, 2, Buffer.from('hello wide '));
    await client.chunk(uploadId, 0, 2, Buffer.from('hello '));
    expect((await client.create(uploadId)).status).toBe(200);
    const [listed] = await list(client);
    expect(listed?.Size).toBe(11);
    expect((await bytesOf(listed as Datasource)).toString()).toBe('hello world');
  });

  it('that are missing are named, and nothing is listed until they are there', async () => {
    const client = await createClient();
    const uploadId = await client.begin();
    for (const index of [0, 2]) await client.chunk(uploadId, index, 3, Buffer.from(`${index}`));
    const response = await client.create(uploadId);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('blockId 1');
    expect(await list(client)).toEqual([]);
    await client.chunk(uploadId, 1, 3, Buffer.from('1'));
    expect((await client.create(uploadId)).status).toBe(200);
    expect((await client.create(uploadId, { Name: 'again' })).status).toBe(400);
    expect((await client.chunk(uploadId, 1, 3, Buffer.from('1'))).status).toBe(400);
  });

  it('of other numbers than announced, empty or too large are refused', async () => {
    const client = await createClient();
    const uploadId = await client.begin();
    const one = Buffer.from('x');
    expect((await client.chunk(uploadId, 0, 2, one)).status).toBe(200);
    expect((await client.chunk(uploadId, 0, 3, one)).status).toBe(400);
    expect((await client.chunk(uploadId, 2, 2, one)).status).toBe(400);
    expect((await client.chunk(uploadId, -1, 2, one)).status).toBe(400);
    expect((await client.chunk(uploadId, 0, 50_001, one)).status).toBe(400);
    expect((await client.chunk(uploadId, 1, 2, Buffer.alloc(0))).status).toBe(400);
    expect((await client.chunk(uploadId, 1, 2, Buffer.alloc(chunkSize + 1))).status).toBe(413);
    expect((await client.chunk(uploadId, 1, 2, Buffer.alloc(chunkSize))).status).toBe(200);
  });

  it('stop at the quota, with a sentence', async () => {
    const client = await createClient();
    await portal.parts.db
      .update(schema.workspaces)
      .set({ quotaBytes: chunkSize + 10 })
      .where(eq(schema.workspaces.id, client.member.workspaceId));
    const uploadId = await client.begin();
    expect((await client.chunk(uploadId, 0, 2, Buffer.alloc(chunkSize))).status).toBe(200);
    expect((await client.chunk(uploadId, 0, 2, Buffer.alloc(chunkSize))).status).toBe(200);
    const full = await client.chunk(uploadId, 1, 2, Buffer.alloc(11));
    expect(full.status).toBe(413);
    expect(await full.text()).toContain('room for');
    expect((await client.chunk(uploadId, 1, 2, Buffer.alloc(10))).status).toBe(200);
    expect((await client.create(uploadId)).status).toBe(200);
  });
});

describe('bad input', () => {
  it.each(['a/b', 'a\\b', 'a:b', 'a*b', 'a?b', 'a"b', 'a<b', 'a>b', 'a|b', 'a\u0001b', '\u202Eb'])(
    'the name %j holds forbidden characters',
    async (Name) => {
      const client = await createClient();
      const response = await client.create(await client.begin(), { Name });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('forbidden characters');
    },
  );

  it.each([
    [{ Name: '' }, 'empty'],
    [{ Name: 'x'.repeat(256) }, '255'],
    [{ Name: 42 }, 'Name'],
    [{ DataTypeId: 'Nothing' }, 'data type'],
    [{ Description: 'a\0b' }, 'NUL'],
  ])('%j is refused with a sentence', async (source, words) => {
    const client = await createClient();
    const response = await client.create(await client.begin(), source);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(words);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  });

  it('bodies that are no JSON or no object, and ids that are none', async () => {
    const client = await createClient();
    for (const body of ['{', '[]', 'null', '"x"'])
      expect((await client.call('/api/workspaces/{ws}/datasources', { method: 'POST', body })).status).toBe(
        400,
      );
    for (const id of ['x', newId(), `${client.member.workspaceId}.${newId()}.v1`, `${newId()}.${newId()}.v1`])
      expect((await client.call(`/api/workspaces/{ws}/datasources/${id}`)).status).toBe(404);
    const type = await client.call('/api/resourceuploads/workspaces/{ws}/?dataTypeId=Nothing', {
      method: 'POST',
      body: '',
    });
    expect(type.status).toBe(400);
  });
});

it('ids that no id can be are unknown, also with a NUL in them', async () => {
  const client = await createClient();
  const uploadId = await client.begin();
  expect((await client.chunk('%00', 0, 1, new Uint8Array(1))).status).toBe(404);
  expect((await client.create('a\0b')).status).toBe(404);
  expect((await client.create(uploadId, { FamilyId: 'a\0b' })).status).toBe(404);
  expect(await list(client)).toEqual([]);
});

it('of two creates with one upload at once, neither gets what the other says of it', async () => {
  const client = await createClient();
  const uploadId = await client.begin();
  await client.chunk(uploadId, 0, 1, Buffer.from('a\n1\n'));
  const { blobs } = portal.parts;
  const seal = blobs.seal.bind(blobs);
  let second: Response | undefined;
  const sealing = vi.spyOn(blobs, 'seal').mockImplementationOnce(async (...args) => {
    const committing = vi.spyOn(blobs, 'commitBlocks').mockRejectedValueOnce(new Error('storage is away'));
    second = await client.create(uploadId, { Name: 'two', Description: '2', DataTypeId: 'PlainText' });
    committing.mockRestore();
    return seal(...args);
  });
  const first = await client.create(uploadId, { Name: 'one', Description: '1' });
  sealing.mockRestore();
  expect([first.status, second?.status]).toEqual([200, 400]);
  expect(await list(client)).toMatchObject([{ Name: 'one', Description: '1', DataTypeId: 'GenericCSV' }]);
});

describe('the portal sees the same things', () => {
  it('with owner, audit and versions', async () => {
    const client = await createClient();
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
