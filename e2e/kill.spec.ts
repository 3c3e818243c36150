import { join } from 'node:path';
import { BlobServiceClient, BlockBlobClient } from '@azure/storage-blob';
import { sql } from 'drizzle-orm';
import { expect, test } from 'playwright/test';
import { blockId } from '#lib/transfers/block-plan.ts';
import type { ReservedUpload } from '#lib/transfers/upload-schema.ts';
import { openDatabase } from '#server/platform/db/index.ts';
import { type Azurite, startAzurite } from '#server/testing/azurite.ts';
import { type ApiSession, sessionAt, signInFromNode } from './fixtures/api.ts';
import { discardPortal, newDataFolder, type Portal, startPortal } from './fixtures/portal.ts';
import { type StorageProxy, startCountingProxy, startStorageProxy } from './fixtures/proxies.ts';

// The server dies by SIGKILL at every step from the reserve to the confirm. Storage lives on: it is another machine.
const content = Buffer.from('a,b\n1,2\n');
const fields = { dataTypeId: 'GenericCSV', fileName: 'r.csv', size: content.byteLength } as const;

let azurite: Azurite;
let storage: StorageProxy;
let portal: Portal;
let session: ApiSession;
let connectionString: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  // A whole first start: the samples go to a storage of its own.
  test.setTimeout(180_000);
  azurite = await startAzurite();
  storage = await startStorageProxy(
    /BlobEndpoint=(http:\/\/[^/]+)/.exec(azurite.connectionString)?.[1] ?? '',
  );
  connectionString = azurite.connectionString.replace(/(BlobEndpoint=)http:\/\/[^/]+/, `$1${storage.url}`);
  portal = await startPortal({ dataFolder: await newDataFolder(), env: settings() });
  session = await signInFromNode(portal);
});
test.afterAll(async () => {
  await discardPortal(portal);
  await storage.close();
  await azurite.stop();
});

function settings(): Record<string, string> {
  return { AZURE_STORAGE_CONNECTION_STRING: connectionString };
}

/** Every test has a dataset of its own name on the one portal. */
const ownName = () => test.info().title.slice(0, 200).replaceAll(':', ',');

async function killAndRestart(): Promise<void> {
  await portal.kill();
  await restart();
}

async function restart(): Promise<void> {
  portal = await startPortal({ dataFolder: portal.dataFolder, env: settings() });
  session = { ...session, ...sessionAt(portal, session.cookie) };
}

async function names(): Promise<string[]> {
  const { workspaceId } = session;
  const page = await session.call('listDatasets', { params: { workspaceId }, query: { limit: 200 } });
  return page.items.map(({ name }) => name).filter((name) => name === ownName());
}

function reserve(name = ownName()): Promise<ReservedUpload> {
  return session.call('reserveUpload', {
    params: { workspaceId: session.workspaceId },
    body: { name, ...fields },
  });
}

const stage = ({ key }: ReservedUpload) =>
  new BlockBlobClient(key.url).stageBlock(blockId(0), content, content.byteLength);
const commit = async ({ key }: ReservedUpload) =>
  (await new BlockBlobClient(key.url).commitBlockList([blockId(0)])).etag ?? '';

function confirm({ id }: ReservedUpload, etag: string) {
  const params = { workspaceId: session.workspaceId, uploadId: id };
  return session.call('confirmUpload', { params, body: { etag } });
}

async function expectReadable(datasetId: string): Promise<void> {
  const params = { workspaceId: session.workspaceId, datasetId, n: 1 };
  const { url } = await session.call('issueReadKey', { params, body: { purpose: 'download' } });
  expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(content);
}

/** Lets the time of every open upload be over and starts anew: the sweeper's first round is at the start. */
async function expectSwept({ key }: ReservedUpload): Promise<void> {
  await portal.stop();
  const { db, close } = await openDatabase({ kind: 'pglite', folder: join(portal.dataFolder, 'db') });
  await db.execute(sql`update uploads set expires_at = now() - interval '1 day' where state <> 'confirmed'`);
  await close();
  const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('sluice');
  const left = async () => {
    const keys: string[] = [];
    const options = {
      prefix: new BlockBlobClient(key.url).name,
      includeUncommitedBlobs: true,
      includeSnapshots: true,
    };
    for await (const blob of container.listBlobsFlat(options)) keys.push(blob.name);
    return keys;
  };
  expect(await left()).toHaveLength(1);
  // Of a container that is marked it would first watch for twenty minutes whether another portal keeps it.
  await container.deleteBlob('.sluice');
  await restart();
  await expect.poll(left).toEqual([]);
  expect(await names()).toEqual([]);
}

test('killed after the reserve: the upload goes on with the key it has', async () => {
  const upload = await reserve();
  await killAndRestart();
  expect(await names()).toEqual([]);
  await stage(upload);
  const { dataset } = await confirm(upload, await commit(upload));
  await expectReadable(dataset.id);
});

for (const when of ['request', 'answer'] as const) {
  test(`killed while it reserves (at the ${when}): nothing is listed, the name is free`, async () => {
    const proxy = await startCountingProxy(() => portal.url);
    const kill = () => process.kill(portal.serverPid, 'SIGKILL');
    if (when === 'request') proxy.atRequest(kill);
    else proxy.swallowAnswers(kill);
    const { call } = sessionAt(portal, session.cookie, proxy.url);
    const params = { workspaceId: session.workspaceId };
    const lost = call('reserveUpload', { params, body: { name: ownName(), ...fields } });
    await expect(lost).rejects.toMatchObject({ code: 'unavailable' });
    expect(proxy.received()).toBeGreaterThan(0);
    await proxy.close();
    await killAndRestart().catch(restart);
    expect(await names()).toEqual([]);
    const upload = await reserve();
    await stage(upload);
    await confirm(upload, await commit(upload));
    expect(await names()).toEqual([ownName()]);
  });
}

test('killed after the key was renewed: the new key works', async () => {
  const upload = await reserve();
  const params = { workspaceId: session.workspaceId, uploadId: upload.id };
  const key = await session.call('renewUploadKey', { params });
  await killAndRestart();
  await stage({ ...upload, key });
  await confirm(upload, await commit({ ...upload, key }));
  expect(await names()).toEqual([ownName()]);
});

test('killed after the last block: nothing is listed, and what was staged is swept', async () => {
  const upload = await reserve();
  await stage(upload);
  await killAndRestart();
  expect(await names()).toEqual([]);
  await expectSwept(upload);
});

test('killed after the commit: nothing is listed until the confirm, which still succeeds', async () => {
  const upload = await reserve();
  await stage(upload);
  const etag = await commit(upload);
  await killAndRestart();
  expect(await names()).toEqual([]);
  const { dataset } = await confirm(upload, etag);
  await expectReadable(dataset.id);
});

test('killed after the commit and never confirmed: swept', async () => {
  const upload = await reserve();
  await stage(upload);
  await commit(upload);
  await killAndRestart();
  await expectSwept(upload);
});

for (const when of ['request', 'answer'] as const) {
  test(`killed while it seals (at the snapshot's ${when}): nothing is listed, the confirm repeated succeeds`, async () => {
    const upload = await reserve();
    await stage(upload);
    const etag = await commit(upload);
    storage.once(
      when,
      ({ url }) => url?.includes('comp=snapshot') ?? false,
      () => {
        process.kill(portal.serverPid, 'SIGKILL');
      },
    );
    await expect(confirm(upload, etag)).rejects.toMatchObject({ code: 'unavailable' });
    await killAndRestart().catch(restart);
    expect(await names()).toEqual([]);
    const { dataset } = await confirm(upload, etag);
    expect(dataset.version).toBe(1);
    await expectReadable(dataset.id);
  });
}

test('killed when the confirm was done and its reply lost: listed once, and the confirm repeated answers the same', async () => {
  const upload = await reserve();
  await stage(upload);
  const etag = await commit(upload);
  const proxy = await startCountingProxy(() => portal.url);
  proxy.swallowAnswers(() => process.kill(portal.serverPid, 'SIGKILL'));
  const { call } = sessionAt(portal, session.cookie, proxy.url);
  const params = { workspaceId: session.workspaceId, uploadId: upload.id };
  await expect(call('confirmUpload', { params, body: { etag } })).rejects.toMatchObject({
    code: 'unavailable',
  });
  await proxy.close();
  await killAndRestart().catch(restart);
  expect(await names()).toEqual([ownName()]);
  const { dataset } = await confirm(upload, etag);
  expect(dataset.version).toBe(1);
  await expectReadable(dataset.id);
});
