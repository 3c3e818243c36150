import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SluiceError } from '#lib/errors.ts';
import { schema } from '#server/platform/db/index.ts';
import { newId } from '#server/platform/secrets.ts';
import { createTestPortal, type TestPortal } from '#server/testing/index.ts';
import { bytesOf, chunkSize, createClient, type Datasource, list } from './testing/studio-client.ts';

let portal: TestPortal;

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

describe('chunks', () => {
  it('sent twice are one block, and the later bytes count', async () => {
    const client = await createClient(portal);
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
    const client = await createClient(portal);
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
    const client = await createClient(portal);
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

  it('that storage does not take hold no room of the quota, however often they are sent again', async () => {
    const client = await createClient(portal);
    await portal.parts.db
      .update(schema.workspaces)
      .set({ quotaBytes: 100 })
      .where(eq(schema.workspaces.id, client.member.workspaceId));
    const uploadId = await client.begin();
    const stage = vi.spyOn(portal.parts.blobs, 'stageBlock');
    for (let round = 0; round < 3; round++)
      stage.mockRejectedValueOnce(new SluiceError('unavailable', 'Storage does not answer just now.'));
    const answers = [];
    for (let round = 0; round < 4; round++)
      answers.push((await client.chunk(uploadId, 0, 2, Buffer.alloc(60))).status);
    stage.mockRestore();
    expect(answers).toEqual([503, 503, 503, 200]);
    expect((await client.chunk(uploadId, 1, 2, Buffer.alloc(41))).status).toBe(413);
    expect((await client.chunk(uploadId, 1, 2, Buffer.alloc(40))).status).toBe(200);
  });

  it('stop at the quota, with a sentence', async () => {
    const client = await createClient(portal);
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
      const client = await createClient(portal);
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
    const client = await createClient(portal);
    const response = await client.create(await client.begin(), source);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(words);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  });

  it('bodies that are no JSON or no object, and ids that are none', async () => {
    const client = await createClient(portal);
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
  const client = await createClient(portal);
  const uploadId = await client.begin();
  expect((await client.chunk('%00', 0, 1, new Uint8Array(1))).status).toBe(404);
  expect((await client.create('a\0b')).status).toBe(404);
  expect((await client.create(uploadId, { FamilyId: 'a\0b' })).status).toBe(404);
  expect(await list(client)).toEqual([]);
});

it('of two creates with one upload at once, neither gets what the other says of it', async () => {
  const client = await createClient(portal);
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
