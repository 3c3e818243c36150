import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ReserveOutput } from '#lib/experiments/experiment-schema.ts';
import { schema } from '#server/platform/db/index.ts';
import { openService } from '#server/storage/index.ts';
import { sweepOnce } from '#server/sweeper.ts';
import {
  addOutput,
  callApi,
  commitContent,
  createTestPortal,
  type Member,
  type TestPortal,
} from '#server/testing/index.ts';
import {
  cancelUpload,
  confirmUpload,
  renewUploadKey,
  reserveUpload,
  sweepMargin,
} from '#server/transfers/index.ts';
import {
  confirmOutput,
  createExperiment,
  deleteExperiment,
  finishRun,
  getExperiment,
  issueOutputKey,
  readOutput,
  reserveOutput,
  saveOutput,
  startRun,
} from './index.ts';

let portal: TestPortal;
let member: Member;
let run: { experimentId: string; run: number };
const csv = 'age,income\n39,<=50K\n50,>50K\n';
const bytes = new TextEncoder().encode(csv);
const port: Omit<ReserveOutput, 'size'> = {
  nodeId: 'Convert to CSV',
  portName: 'Results dataset',
  dataTypeId: 'GenericCSV',
  fileName: 'results.csv',
  contentType: 'text/csv',
};

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());
beforeEach(async () => {
  member = await portal.createMember('User');
  const { id: experimentId } = await createExperiment(member.ctx, { name: 'Census *income*' });
  run = { experimentId, run: (await startRun(member.ctx, { experimentId })).n };
});

const reserve = (differs: Partial<ReserveOutput> = {}) =>
  reserveOutput(member.ctx, { ...run, ...port, size: bytes.byteLength, ...differs });

async function storedKeys(): Promise<string[]> {
  const { storage } = portal.config;
  const container = openService(storage).getContainerClient(storage.container);
  const keys: string[] = [];
  for await (const { name } of container.listBlobsFlat({
    prefix: member.workspaceId,
    includeUncommitedBlobs: true,
  }))
    keys.push(name);
  return keys;
}

it('goes the whole way: reserved, sent to storage, confirmed, read, saved as a dataset', async () => {
  const reserved = await reserve();
  expect(reserved).toMatchObject({
    state: 'reserved',
    fileName: 'results.csv',
    size: bytes.byteLength,
    blockCount: 1,
  });
  const etag = await commitContent(reserved.key.url, bytes);
  expect((await getExperiment(member.ctx, run)).runs[0]?.outputs).toEqual([]);
  const output = await confirmOutput(member.ctx, { ...run, uploadId: reserved.id, etag });
  expect(output).toMatchObject({ ...port, size: bytes.byteLength, etag });
  expect((await getExperiment(member.ctx, run)).runs[0]?.outputs).toEqual([output]);
  const address = { ...run, outputId: output.id };
  const key = await issueOutputKey(member.ctx, { ...address, purpose: 'preview' });
  const answer = await fetch(key.url);
  expect(answer.headers.get('content-disposition')).toContain('results.csv');
  expect(await answer.text()).toBe(csv);
  const saved = await saveOutput(member.ctx, { ...address, name: 'Income' });
  expect(saved).toMatchObject({
    name: 'Income',
    version: 1,
    size: bytes.byteLength,
    dataTypeId: 'GenericCSV',
    owner: { id: member.userId },
    newest: { origin: 'experiment', files: [{ path: 'results.csv', size: bytes.byteLength }] },
  });
  expect(saved.description).toBe(
    'Saved from the experiment Census \\*income\\*, run 1: port Results dataset of node Convert to CSV.',
  );
  const { auditEvents } = schema;
  const events = await portal.parts.db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.subject, run.experimentId))
    .orderBy(auditEvents.id);
  expect(events.map(({ action }) => action)).toEqual([
    'experiment.create',
    'experiment.start-run',
    'experiment.add-output',
    'experiment.preview',
    'experiment.save-output',
  ]);
});

describe('confirming', () => {
  it('twenty times at once makes one output and gives one answer', async () => {
    const reserved = await reserve();
    const etag = await commitContent(reserved.key.url, bytes);
    const confirm = () => confirmOutput(member.ctx, { ...run, uploadId: reserved.id, etag });
    const answers = await Promise.all(Array.from({ length: 20 }, confirm));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await confirm()).toEqual(answers[0]);
    expect((await getExperiment(member.ctx, run)).runs[0]?.outputs).toHaveLength(1);
  });

  it('refuses missing and wrong bytes, and lists nothing', async () => {
    const missing = await reserve();
    const confirm = (uploadId: string, etag: string) => confirmOutput(member.ctx, { ...run, uploadId, etag });
    await expect(confirm(missing.id, '"0x1"')).rejects.toMatchObject({ code: 'upload_incomplete' });
    const etag = await commitContent(missing.key.url, bytes.subarray(1));
    await expect(confirm(missing.id, etag)).rejects.toMatchObject({ code: 'integrity' });
    expect(await storedKeys()).toEqual([]);
    expect((await getExperiment(member.ctx, run)).runs[0]?.outputs).toEqual([]);
  });

  it('finds no upload of a dataset, of another run or of another person, and the other way round', async () => {
    const notFound = { code: 'not_found' };
    const dataset = await reserveUpload(member.ctx, {
      name: 'D',
      dataTypeId: 'Other',
      fileName: 'f',
      size: 1,
    });
    const attempt = (where: typeof run, uploadId: string, { ctx }: Pick<Member, 'ctx'> = member) =>
      expect(confirmOutput(ctx, { ...where, uploadId, etag: '"0x1"' })).rejects.toMatchObject(notFound);
    await attempt(run, dataset.id);
    const output = await reserve();
    const { n } = await startRun(member.ctx, run);
    await attempt({ ...run, run: n }, output.id);
    await attempt({ ...run, run: 99 }, output.id);
    await attempt(run, output.id, await portal.createMember('Owner', member.workspaceId));
    await expect(confirmUpload(member.ctx, { uploadId: output.id, etag: '"0x1"' })).rejects.toMatchObject(
      notFound,
    );
    const etag = await commitContent(output.key.url, bytes);
    await confirmOutput(member.ctx, { ...run, uploadId: output.id, etag });
    await attempt({ ...run, run: n }, output.id);
  });

  it('renews the key and cancels as any upload', async () => {
    const { id: uploadId } = await reserve();
    expect(
      (await fetch((await renewUploadKey(member.ctx, { uploadId })).url, { method: 'HEAD' })).status,
    ).toBe(403);
    await cancelUpload(member.ctx, { uploadId });
    await expect(confirmOutput(member.ctx, { ...run, uploadId, etag: '"0x1"' })).rejects.toMatchObject({
      code: 'upload_closed',
    });
  });

  it('refuses what belongs to an experiment deleted meanwhile', async () => {
    const reserved = await reserve();
    const etag = await commitContent(reserved.key.url, bytes);
    await deleteExperiment(member.ctx, run);
    await expect(confirmOutput(member.ctx, { ...run, uploadId: reserved.id, etag })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('a port', () => {
  it('takes one output in each run, and another in the next', async () => {
    await addOutput(member, run, 'port', csv);
    await expect(addOutput(member, run, 'port', csv)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('start a new run'),
    });
    await addOutput(member, run, 'Port', csv);
    const { n } = await startRun(member.ctx, run);
    await addOutput(member, { ...run, run: n }, 'port', 'second\n');
    const { output, content } = await readOutput(member.ctx, { ...run, nodeId: 'n', portName: 'port' });
    expect(output.run).toBe(2);
    expect(await new Response(content).text()).toBe('second\n');
    const older = await readOutput(member.ctx, { ...run, nodeId: 'n', portName: 'Port' });
    expect(await new Response(older.content).text()).toBe(csv);
  });

  it('that two uploads want at once goes to one of them', async () => {
    const both = [await reserve(), await reserve()];
    const etags: string[] = [];
    for (const { key } of both) etags.push(await commitContent(key.url, bytes));
    const ends = await Promise.allSettled(
      both.map(({ id }, index) =>
        confirmOutput(member.ctx, { ...run, uploadId: id, etag: etags[index] ?? '' }),
      ),
    );
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = ends.find((end) => end.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'conflict' });
    expect((await getExperiment(member.ctx, run)).runs[0]?.outputs).toHaveLength(1);
  });

  it('of a run that has ended still takes what comes late', async () => {
    await finishRun(member.ctx, { ...run, status: 'finished' });
    await addOutput(member, run, 'late', csv);
    expect((await getExperiment(member.ctx, run)).runs[0]).toMatchObject({
      status: 'finished',
      outputs: [{}],
    });
  });

  it('that nothing was put out of is not found, whatever is asked', async () => {
    for (const portName of ['none', '', 'a\0b', '../x'])
      await expect(readOutput(member.ctx, { ...run, nodeId: 'n', portName })).rejects.toMatchObject({
        code: 'not_found',
      });
  });
});

describe('reading', () => {
  it('redirects scripts to storage, with a token as with a session', async () => {
    const output = await addOutput(member, run, 'port', csv);
    const path = `/api/v1/workspaces/${member.workspaceId}/experiments/${run.experimentId}/runs/1/outputs/${output.id}/content`;
    const authorization = `Bearer ${await portal.tokenOf(member.workspaceId)}`;
    for (const options of [{ cookie: member.cookie }, { headers: { authorization } }]) {
      const answer = await callApi(path, options);
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([302, 'no-store']);
      expect(await (await fetch(answer.headers.get('location') ?? '')).text()).toBe(csv);
    }
  });

  it('goes on giving the confirmed bytes where a key still alive writes over them, and undoes that', async () => {
    const reserved = await reserve();
    const etag = await commitContent(reserved.key.url, bytes);
    const output = await confirmOutput(member.ctx, { ...run, uploadId: reserved.id, etag });
    await commitContent(
      reserved.key.url,
      new TextEncoder().encode('something much longer than was confirmed\n'),
    );
    const key = await issueOutputKey(member.ctx, { ...run, outputId: output.id, purpose: 'download' });
    expect(await (await fetch(key.url)).text()).toBe(csv);
    portal.advance(sweepMargin + 16 * 60_000);
    await sweepOnce(portal.parts);
    const [blobKey = ''] = await storedKeys();
    expect((await portal.parts.blobs.inspect(blobKey))?.size).toBe(bytes.byteLength);
    expect(await (await fetch(key.url)).text()).toBe(csv);
  });

  it('says that the bytes are missing where storage lost them', async () => {
    await addOutput(member, run, 'port', csv);
    for (const key of await storedKeys()) await portal.parts.blobs.remove(key);
    await expect(readOutput(member.ctx, { ...run, nodeId: 'n', portName: 'port' })).rejects.toMatchObject({
      code: 'bytes_missing',
    });
  });
});
