import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '#lib/api/operations.ts';
import { type OperationId, routes } from '#lib/api/routes.ts';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import { createExperiment, reserveOutput, startRun } from '#server/experiments/index.ts';
import { schema } from '#server/platform/db/index.ts';
import { newId } from '#server/platform/secrets.ts';
import {
  addOutput,
  callApi,
  createTestPortal,
  inHours,
  loadApiRoutes,
  type Member,
  requestData,
  shareDataset,
  submit,
  type TestPortal,
  uploadDataset,
  viewOf,
} from '#server/testing/index.ts';
import { reserveFolder, reserveUpload } from '#server/transfers/index.ts';
import { createInvitation } from '#server/users/index.ts';
import { mayDo } from './index.ts';

let portal: TestPortal;
const ids = Object.keys(routes) as OperationId[];
const inWorkspace = ids.filter((id) => routes[id].path.includes('{workspaceId}'));

/** A valid body for every operation that takes one, so that a refusal is about who asks. */
const bodies: Partial<Record<OperationId, unknown>> = {
  signIn: { code: 'unknown' },
  updateDataset: { description: 'changed by a stranger' },
  repeatVersion: { n: 1, dataTypeId: 'PlainText' },
  issueReadKeys: { purpose: 'download', paths: ['readings.csv'] },
  issueReadKey: { purpose: 'download' },
  reserveUpload: { name: 'Fresh', dataTypeId: 'Other', fileName: 'f', size: 1 },
  reserveFolder: { name: 'Fresh', dataTypeId: 'Other', fileCount: 1, size: 1 },
  addFolderFiles: { files: [{ path: 'a/b', size: 1 }] },
  changeFolderUpload: { fileCount: 1, size: 1 },
  sealFolderFiles: { files: [{ path: 'a/b', etag: '"0x1"', md5: '0'.repeat(32) }] },
  confirmFolder: {},
  confirmUpload: { etag: '"0x1"' },
  revealToken: {},
  regenerateToken: { generation: 1 },
  createExperiment: { name: 'Fresh' },
  updateExperiment: { description: 'changed by a stranger' },
  finishRun: { status: 'failed' },
  reserveOutput: { nodeId: 'n', portName: 'fresh', dataTypeId: 'Other', fileName: 'f', size: 1 },
  confirmOutput: { etag: '"0x1"' },
  issueOutputKey: { purpose: 'download' },
  saveOutput: { name: 'Saved' },
  signInWithProvider: { idToken: 'unknown' },
  createOperatorLink: {},
  updateProfile: { displayName: 'New' },
  readInvitation: { code: 'unknown' },
  acceptInvitation: { code: 'unknown' },
  createWorkspace: { name: 'Another' },
  updateWorkspace: { name: 'Renamed' },
  deleteWorkspace: { name: 'Workspace' },
  updateMember: { role: 'Owner' },
  createInvitation: { email: 'fresh@example.org', role: 'User' },
  updateShare: { note: 'changed by a stranger' },
  updateSharePolicy: { maxLifetimeDays: 7, passwordRequired: true, off: false },
  createDataRequest: { title: 'Fresh', expiresAt: inHours(24), maxBytesPerFile: 1, maxFiles: 1 },
  updateDataRequest: { note: 'changed by a stranger' },
  acceptSubmission: { name: 'Taken' },
  openDataRequest: { code: 'unknown' },
  openShare: { code: 'unknown' },
  issueShareKey: { code: 'unknown', ticket: 'unknown', purpose: 'download' },
};

interface Things {
  workspaceId: string;
  datasetId: string;
  uploadId: string;
  experimentId: string;
  outputId: string;
  outputUploadId: string;
  userId: string;
  invitationId: string;
  shareId: string;
  requestId: string;
  submissionId: string;
}

/** Ids that name nothing. */
function nothing(): Things {
  const [datasetId, uploadId, experimentId, outputId] = [newId(), newId(), newId(), newId()];
  const [outputUploadId, userId, invitationId, shareId] = [newId(), newId(), newId(), newId()];
  return {
    workspaceId: newId(),
    ...{ requestId: newId(), submissionId: newId() },
    ...{ datasetId, uploadId, experimentId, outputId, outputUploadId, userId, invitationId, shareId },
  };
}

/** A link to a dataset, with what it opens by and what it is of. */
let link: { code: string; ticket: string; things: Things };
interface Way {
  cookie?: string;
  headers?: Record<string, string>;
}

beforeAll(async () => {
  portal = await createTestPortal();
  const maker = await portal.createMember('Owner');
  const { code, datasetId, id: shareId } = await shareDataset(maker);
  const { ticket } = await viewOf(code);
  link = { code, ticket, things: { ...nothing(), workspaceId: maker.workspaceId, datasetId, shareId } };
});
afterAll(() => portal.close());

/** What the operation's path names, made for this member; the rest are ids of nothing. */
async function thingsOf(member: Member, id: OperationId): Promise<Things> {
  const { path } = routes[id];
  const names = (parameter: string) => path.includes(`{${parameter}}`);
  const things = { ...nothing(), workspaceId: member.workspaceId };
  if (names('datasetId') || id === 'createShare')
    things.datasetId = (await uploadDataset(member, 'a\n1\n')).id;
  if (names('uploadId') && names('workspaceId') && !names('run'))
    things.uploadId = path.includes('/folder-uploads/')
      ? (await reserveFolder(member.ctx, openFolder)).id
      : (await reserveUpload(member.ctx, openUpload)).id;
  if (names('experimentId')) Object.assign(things, await experimentOf(member, id));
  if (names('shareId')) things.shareId = (await shareDataset(member)).id;
  if (names('requestId')) things.requestId = (await requestData(member)).id;
  if (names('submissionId')) things.submissionId = await submit(member);
  // Never the last Owner: what is refused shall be refused for who asks.
  const other = await portal.createMember('Owner', member.workspaceId);
  things.userId = other.userId;
  if (names('invitationId'))
    things.invitationId = (await createInvitation(other.ctx, { email: 'x@example.org', role: 'User' })).id;
  return things;
}

const portFacts = { nodeId: 'n', dataTypeId: 'Other', fileName: 'f' } as const;
const openFolder = { name: 'Open', dataTypeId: 'Other', fileCount: 1, size: 1 } as const;
const openUpload = { name: 'Open', dataTypeId: 'Other', fileName: 'f', size: 1 } as const;

async function experimentOf(member: Member, id: OperationId): Promise<Partial<Things>> {
  const { id: experimentId } = await createExperiment(member.ctx, { name: 'Theirs' });
  const run = { experimentId, run: (await startRun(member.ctx, { experimentId })).n };
  if (id === 'confirmOutput') {
    const open = await reserveOutput(member.ctx, { ...run, ...portFacts, portName: 'open', size: 1 });
    return { experimentId, outputUploadId: open.id };
  }
  if (!routes[id].path.includes('{outputId}')) return { experimentId };
  return { experimentId, outputId: (await addOutput(member, run, 'done', 'x')).id };
}

function call(id: OperationId, things: Things, cookie?: string, headers: Record<string, string> = {}) {
  const path = routes[id].path
    .replace('{workspaceId}', things.workspaceId)
    .replace('{datasetId}', things.datasetId)
    .replace('{uploadId}', id === 'confirmOutput' ? things.outputUploadId : things.uploadId)
    .replace('{experimentId}', things.experimentId)
    .replace('{outputId}', things.outputId)
    .replace('{run}', '1')
    .replace('{n}', '1')
    .replace('{userId}', things.userId)
    .replace('{invitationId}', things.invitationId)
    .replace('{deletedId}', things.workspaceId)
    .replace('{sessionId}', newId())
    .replace('{shareId}', things.shareId)
    .replace('{requestId}', things.requestId)
    .replace('{submissionId}', things.submissionId)
    .replace('{code}', 'unknown')
    .replace('{slot}', 'primary')
    .replace('{ticket}', 'unknown');
  return callApi(path, {
    method: routes[id].method,
    headers,
    ...(cookie ? { cookie } : {}),
    ...(id in bodies ? { body: bodies[id] } : {}),
    ...(id === 'createShare'
      ? { body: { datasetId: things.datasetId, n: null, expiresAt: inHours(24) } }
      : {}),
  });
}

/** The ids in an operation's path below its workspace, as `Things` calls them. */
function namesIn(id: OperationId): (keyof Things)[] {
  const names = [...routes[id].path.matchAll(/\{(\w+Id)\}/g)].map(([, name]) => name as keyof Things);
  return names.flatMap((name) => {
    if (name === 'workspaceId') return [];
    return name === 'uploadId' && id === 'confirmOutput' ? ['outputUploadId' as const] : [name];
  });
}

async function bearerOf({ workspaceId }: Member): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await portal.tokenOf(workspaceId)}` };
}

/** Status, headers that say something, and body. */
async function answerOf(response: Response): Promise<string> {
  return JSON.stringify([response.status, response.headers.get('content-type'), await response.text()]);
}

async function stateOf(things: Things): Promise<string> {
  const { db } = portal.parts;
  return JSON.stringify([
    await db.select().from(schema.datasets).where(eq(schema.datasets.workspaceId, things.workspaceId)),
    await db.select().from(schema.uploads).where(eq(schema.uploads.workspaceId, things.workspaceId)),
    await db.select().from(schema.tokens).where(eq(schema.tokens.workspaceId, things.workspaceId)),
    await db.select().from(schema.workspaces).where(eq(schema.workspaces.id, things.workspaceId)),
    await db.select().from(schema.memberships).where(eq(schema.memberships.workspaceId, things.workspaceId)),
    await db.select().from(schema.invitations).where(eq(schema.invitations.workspaceId, things.workspaceId)),
    await db.select().from(schema.shares).where(eq(schema.shares.workspaceId, things.workspaceId)),
    await db.select().from(schema.experiments).where(eq(schema.experiments.workspaceId, things.workspaceId)),
    await db
      .select()
      .from(schema.experimentOutputs)
      .where(eq(schema.experimentOutputs.experimentId, things.experimentId)),
  ]);
}

describe('the API as it stands on disk', () => {
  it('serves every operation, and nothing that the matrix does not know', async () => {
    const open = ['/api/v1/openapi.json', '/api/v1/[[...path]]'];
    const found = (await loadApiRoutes())
      .filter(({ path }) => /^\/(api\/v1|s|r)\//.test(path) && !open.includes(path))
      .flatMap(({ path, handlers }) =>
        Object.entries(handlers).map(([method, handler]) => `${method} ${path} ${handler.operationId}`),
      );
    const known = ids.map((id) => `${routes[id].method} ${routes[id].path} ${id}`);
    expect(found.sort()).toEqual(known.sort());
    expect(inWorkspace.length).toBeGreaterThan(10);
  });
});

describe('roles', () => {
  for (const id of ids) {
    const { access } = operations[id];
    if (access === 'public' || access === 'operator') continue;

    it(`${id} refuses strangers without a session`, async () => {
      const things = nothing();
      for (const cookie of [undefined, 'sluice=unknown', `sluice=${'x'.repeat(10_000)}`, 'sluice=%00']) {
        const response = await call(id, things, cookie, { 'x-middleware-subrequest': 'proxy:proxy:proxy' });
        expect(response.status).toBe(401);
        expect(await response.json()).toMatchObject({ code: 'not_signed_in' });
      }
    });

    it(`${id} refuses who has nothing but a link, also in the workspace of that link`, async () => {
      const { code, ticket, things } = link;
      const password = Buffer.from(`any:${code}`).toString('base64');
      const ways = [`Bearer ${code}`, `Bearer ${ticket}`, `Basic ${password}`].map((authorization) => ({
        // Of one address wrong tokens are counted.
        headers: { authorization, 'x-forwarded-for': `198.51.100.${ids.indexOf(id)}` },
      }));
      for (const { cookie, headers } of [...ways, { cookie: `sluice=${ticket}` }] as Way[]) {
        const response = await call(id, things, cookie, headers);
        expect(response.status).toBe(401);
        expect(await response.json()).toMatchObject({ code: 'not_signed_in' });
      }
    });
    if (access === 'signed-in') {
      it(`${id} refuses an authorization token`, async () => {
        const member = await portal.createMember('Owner');
        const response = await call(id, await thingsOf(member, id), undefined, await bearerOf(member));
        expect(response.status).toBe(403);
      });
      continue;
    }

    for (const role of ['Owner', 'User'] as const) {
      it(`${id} ${mayDo(role, access) ? 'admits' : 'refuses'} a ${role}`, async () => {
        const member = await portal.createMember(role);
        const response = await call(id, await thingsOf(member, id), member.cookie);
        if (!mayDo(role, access)) return expect(response.status).toBe(403);
        expect([401, 403, 404]).not.toContain(response.status);
        expect(response.status).toBeLessThan(500);
      });
    }

    it(`${id} ${mayDo('Token', access) ? 'admits' : 'refuses'} an authorization token`, async () => {
      const member = await portal.createMember('Owner');
      const things = await thingsOf(member, id);
      const response = await call(id, things, undefined, await bearerOf(member));
      // What a member began is not found by a token; the refusal of a token is a 403.
      if (!mayDo('Token', access)) return expect(response.status).toBe(403);
      expect([401, 403]).not.toContain(response.status);
      expect(response.status).toBeLessThan(500);
    });

    it(`${id} treats the samples as its table says for a Reader`, async () => {
      const member = await portal.createMember('Owner');
      const things = { ...nothing(), workspaceId: samplesWorkspaceId };
      const response = await call(id, things, member.cookie);
      if (mayDo('Reader', access)) expect([200, 404]).toContain(response.status);
      else expect(response.status).toBe(403);
    });

    it(`${id} refuses a member from the moment of the removal`, async () => {
      const member = await portal.createMember('Owner');
      const things = await thingsOf(member, id);
      await portal.parts.db
        .delete(schema.memberships)
        .where(
          and(
            eq(schema.memberships.userId, member.userId),
            eq(schema.memberships.workspaceId, member.workspaceId),
          ),
        );
      const before = await stateOf(things);
      expect((await call(id, things, member.cookie)).status).toBe(404);
      expect(await stateOf(things)).toBe(before);
    });
  }
});

describe('what is for who runs the installation', () => {
  it('refuses everybody else', async () => {
    const member = await portal.createMember('Owner');
    const things = await thingsOf(member, 'createOperatorLink');
    for (const headers of [{}, await bearerOf(member), { authorization: 'Bearer x' }]) {
      const response = await call('createOperatorLink', things, member.cookie, headers);
      expect(response.status).toBe(401);
    }
  });
});

describe('tenant isolation', () => {
  for (const id of inWorkspace) {
    it(`${id} answers a stranger's ids as it answers ids that do not exist, and changes nothing`, async () => {
      const [victim, stranger] = [await portal.createMember('Owner'), await portal.createMember('Owner')];
      const [theirs, own] = [await thingsOf(victim, id), await thingsOf(stranger, id)];
      const unknownIds = nothing();
      const before = await stateOf(theirs);
      const ways: [Things, Things][] = [
        [theirs, unknownIds],
        [
          { ...theirs, workspaceId: own.workspaceId },
          { ...unknownIds, workspaceId: own.workspaceId },
        ],
      ];
      // Of an address with several ids each by itself: what is below one's own must be one's own, too.
      for (const name of namesIn(id))
        ways.push([
          { ...own, [name]: theirs[name] },
          { ...own, [name]: unknownIds[name] },
        ]);
      for (const [foreign, unknown] of ways) {
        if (
          foreign !== theirs &&
          !/\{(dataset|upload|experiment|user|invitation|share|request|submission)Id\}/.test(routes[id].path)
        )
          continue;
        const answer = await answerOf(await call(id, foreign, stranger.cookie));
        expect(answer).toBe(await answerOf(await call(id, unknown, stranger.cookie)));
        expect(answer).toContain('not_found');
        const bearer = await bearerOf(stranger);
        const toToken = await answerOf(await call(id, foreign, undefined, bearer));
        expect(toToken).toBe(await answerOf(await call(id, unknown, undefined, bearer)));
        expect(toToken).toMatch(/not_found|forbidden/);
      }
      expect(await stateOf(theirs)).toBe(before);
    });
  }

  it("a body cannot name another workspace's dataset", async () => {
    const [victim, stranger] = [await portal.createMember('Owner'), await portal.createMember('Owner')];
    const theirs = await thingsOf(victim, 'getDataset');
    const body = (datasetId: string) => ({ datasetId, dataTypeId: 'Other', fileName: 'f', size: 1 });
    const path = `/api/v1/workspaces/${stranger.workspaceId}/uploads`;
    const answers = await Promise.all(
      [theirs.datasetId, newId()].map(async (datasetId) =>
        answerOf(await callApi(path, { method: 'POST', cookie: stranger.cookie, body: body(datasetId) })),
      ),
    );
    expect(answers[0]).toBe(answers[1]);
    expect(answers[0]).toContain('not_found');
  });
});
