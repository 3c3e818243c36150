import { createHash, randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { downloadVersion, streamArchive } from '#server/datasets/index.ts';
import { schema } from '#server/platform/db/index.ts';
import {
  createTestPortal,
  type Member,
  startTcpGate,
  type TcpGate,
  type TestPortal,
  uploadDataset,
} from '#server/testing/index.ts';
import { type BlobStore, openBlobStore } from './index.ts';

// What streams through the server waits for its reader: only so much is under way as sockets and streams hold. A
// kernel lets a receiving socket grow to 32 MiB (tcp_rmem) and a sending one to 4 (tcp_wmem).
const size = 64 * 1024 * 1024;
const underWay = 48 * 1024 * 1024;
const content = randomBytes(size);
const digest = createHash('sha256').update(content).digest('hex');

let portal: TestPortal;
let member: Member;
let gate: TcpGate;
/** The same storage, by a door that counts. */
let counted: BlobStore;
let file: typeof schema.datasetFiles.$inferSelect;

beforeAll(async () => {
  portal = await createTestPortal();
  member = await portal.createMember('User');
  const { storage } = portal.config;
  const endpoint = new URL(storage.endpoint);
  gate = await startTcpGate(endpoint.hostname, Number(endpoint.port));
  endpoint.port = String(gate.port);
  counted = openBlobStore({ ...storage, endpoint: endpoint.href });
  const { id } = await uploadDataset(member, content, { dataTypeId: 'Other' });
  const [row] = await portal.parts.db
    .select()
    .from(schema.datasetFiles)
    .where(eq(schema.datasetFiles.datasetId, id));
  if (!row) throw new Error('the file is there');
  file = row;
});
afterAll(async () => {
  await gate.shut();
  await portal.close();
});

async function digestOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest('hex');
}

/** Takes the first chunk, then lets a quick reader fetch the whole file twice before it goes on. */
async function readSlowly(stream: ReadableStream<Uint8Array>): Promise<{ ahead: number; rest: number }> {
  const from = gate.received();
  const reader = stream.getReader();
  let read = (await reader.read()).value?.length ?? 0;
  for (let time = 0; time < 2; time++) {
    const quick = await portal.parts.blobs.read(file.blobKey, file.snapshot);
    if (!quick) throw new Error('the bytes are there');
    expect(await digestOf(quick)).toBe(digest);
  }
  const ahead = gate.received() - from;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { ahead, rest: read };
    read += value.length;
  }
}

it('a blob is fetched no faster than it is read', async () => {
  const stream = await counted.read(file.blobKey, file.snapshot);
  if (!stream) throw new Error('the bytes are there');
  const { ahead, rest } = await readSlowly(stream);
  expect(ahead).toBeLessThan(underWay);
  expect(rest).toBe(size);
});

it('nor is a zip made faster', async () => {
  await portal.parts.db.insert(schema.datasetFiles).values({ ...file, path: 'twin' });
  const redirect = await downloadVersion(member.ctx, { datasetId: file.datasetId, n: 1 });
  const ticket = redirect.headers.get('location')?.split('/').at(-1) ?? '';
  const { body } = await streamArchive({ ...member.ctx, blobs: counted }, { ticket });
  if (!body) throw new Error('there is a zip');
  const { ahead, rest } = await readSlowly(body);
  expect(ahead).toBeLessThan(underWay);
  expect(rest).toBeGreaterThan(2 * size);
});
