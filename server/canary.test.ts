import { createServer, type Server } from 'node:net';
import { getTableName, isTable } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { fillPath } from '#lib/api/client.ts';
import { type OperationId, routes } from '#lib/api/routes.ts';
import { makeSignInLink } from '#server/identity/index.ts';
import { schema } from '#server/platform/db/index.ts';
import { digestOf, newCode } from '#server/platform/secrets.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { type Deed, deeds, type Prepare } from '#server/testing/deeds.ts';
import {
  callApi,
  createTestPortal,
  type Member,
  shareDataset,
  type TestPortal,
} from '#server/testing/index.ts';
import { createInvitation } from '#server/users/index.ts';

let portal: TestPortal;
let member: Member;
let mailServer: Server;
/** What must never be told, by what it is. */
const canaries = new Map<string, string>();
const password = 'canary-of-the-mail-server';
const linkPassword = 'canary-of-a-share-link';

beforeAll(async () => {
  portal = await createTestPortal();
  member = await portal.createMember('Owner');
  const { config, parts } = portal;
  mailServer = await startRudeMailServer();
  config.mail = {
    smtpUrl: `smtp://sluice:${password}@127.0.0.1:${portOf(mailServer)}`,
    from: 's@example.org',
  };
  const operatorCode = newCode();
  config.operatorDigest = digestOf(operatorCode);
  const invited = await createInvitation(member.ctx, { email: 'guest@example.org', role: 'User' });
  expect(invited.mail).toBe('failed');
  const shared = await shareDataset(member, { password: linkPassword });
  const link = await makeSignInLink(parts, parts.db, member.userId);
  canaries
    .set('the session code', member.cookie.split('=')[1] ?? '')
    .set('a sign-in link', new URL(link.url).hash.slice(1))
    .set('an invitation', new URL(invited.url).hash.slice(1))
    .set('a share link', shared.code)
    .set('the password of a share link', linkPassword)
    .set('the operator code', operatorCode)
    .set('the primary token', await portal.tokenOf(member.workspaceId))
    .set('the secondary token', await portal.tokenOf(member.workspaceId, 'secondary'))
    .set('the password of the mail server', password)
    .set('the account key', /AccountKey=([^;]+)/.exec(inject('storage'))?.[1] ?? '')
    .set('a secret key', Buffer.from(config.secretKeys[0]?.key ?? []).toString('base64'));
  for (const [what, secret] of canaries) expect(secret.length, what).toBeGreaterThan(20);
});
afterAll(async () => {
  mailServer.close();
  await portal.close();
});

/** It says the password back, as no mail server should. */
async function startRudeMailServer(): Promise<Server> {
  const server = createServer((socket) => {
    socket.write('220 rude\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      const said = data.toString();
      if (/^EHLO/i.test(said)) return void socket.write('250-rude\r\n250 AUTH PLAIN\r\n');
      socket.write(`535 5.7.8 ${password} is wrong\r\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function expectNoCanary(text: string, where: string): void {
  for (const [what, secret] of canaries)
    for (const spelling of new Set([secret, encodeURIComponent(secret)]))
      expect(text.includes(spelling), `${what} in ${where}`).toBe(false);
}

async function databaseDump(): Promise<string> {
  const dumps: string[] = [];
  for (const table of Object.values(schema)) {
    if (!isTable(table)) continue;
    dumps.push(`${getTableName(table)} ${JSON.stringify(await portal.parts.db.select().from(table))}`);
  }
  expect(dumps.length).toBeGreaterThan(12);
  return dumps.join('\n');
}

async function textOf(response: Response): Promise<string> {
  const headers = [...response.headers].filter(([name]) => name !== 'set-cookie');
  return `${JSON.stringify(headers)} ${await response.text()}`;
}

/** A call of an operation in the workspace of who asks. */
async function callAs(
  id: OperationId,
  deed: Pick<Deed, 'params' | 'search' | 'body'>,
  who = member,
): Promise<Response> {
  const params = { workspaceId: who.workspaceId, ...deed.params };
  return callApi(fillPath(routes[id].path, params) + (deed.search ?? ''), {
    method: routes[id].method,
    cookie: who.cookie,
    ...(deed.body === undefined ? {} : { body: deed.body }),
  });
}

describe('secrets', () => {
  it('are in no table of the database and in no line of the log, mail refused with the password in its words', async () => {
    expectNoCanary(await databaseDump(), 'the database');
    expect(portal.logged()).toContain('a mail was not sent');
    expectNoCanary(portal.logged(), 'the log');
  });

  it('are in no answer to any GET', async () => {
    const [dataset, output, upload, folder] = [
      await deeds.deleteDataset(member, portal),
      await deeds.issueOutputKey(member, portal),
      await deeds.cancelUpload(member, portal),
      await deeds.addFolderFiles(member),
    ];
    const [link, opened] = [
      await deeds.exportShareAccesses(member, portal),
      await deeds.downloadShare(member),
    ];
    const params = {
      ...link.params,
      ...opened.params,
      ...dataset.params,
      ...output.params,
      ...upload.params,
      n: 1,
      ticket: 'x',
    };
    const gets = (Object.keys(routes) as OperationId[]).filter((id) => routes[id].method === 'GET');
    expect(gets.length).toBeGreaterThan(20);
    for (const id of gets) {
      const named = id === 'getFolderUpload' ? { ...params, ...folder.params } : params;
      const search = id === 'exportAudit' ? '?format=ndjson' : '';
      const response = await callAs(id, { params: named, search });
      expect(response.status, id).toBeLessThan(id === 'downloadArchive' ? 500 : 400);
      expectNoCanary(await textOf(response), id);
    }
  });

  it('are in no error and in no log when storage throws them about', async () => {
    const sas = 'sv=2026-01-01&sig=canary-of-a-signature-1234';
    canaries.set('a signature', 'canary-of-a-signature-1234');
    const thrown = () => {
      const error = new Error(`PUT https://account.blob.core.windows.net/c/b?${sas} failed`);
      return Promise.reject(Object.assign(error, { request: { url: `https://x/?${sas}`, headers: {} } }));
    };
    const ids = [
      ...(['confirmUpload', 'issueReadKey', 'reserveUpload', 'issueOutputKey', 'saveOutput'] as const),
      ...(['addFolderFiles', 'confirmFolder'] as const),
    ];
    const prepared: [OperationId, Deed, Member][] = [];
    for (const id of ids) {
      const somebody = await portal.createMember('Owner');
      prepared.push([id, await (deeds[id] as Prepare)(somebody, portal), somebody]);
    }
    const { blobs } = portal.parts;
    portal.parts.blobs = new Proxy({} as BlobStore, { get: () => thrown });
    try {
      for (const [id, deed, somebody] of prepared) {
        const response = await callAs(id, deed, somebody);
        expect(response.status, id).toBeGreaterThanOrEqual(500);
        const text = await textOf(response);
        expect(text).toContain('"detail":"');
        expectNoCanary(text, id);
      }
    } finally {
      portal.parts.blobs = blobs;
    }
    expect(portal.logged()).toContain('request failed');
    expectNoCanary(portal.logged(), 'the log');
  });

  it('are in no error that says a code, a cookie or a token is wrong', async () => {
    for (const [what, secret] of canaries) {
      const answers = [
        callApi('/api/v1/session', { cookie: `sluice=${secret}x` }),
        callApi('/api/v1/session', { method: 'POST', body: { code: `${secret}x` } }),
        callApi('/api/v1/invitations/accept', { method: 'POST', body: { code: `${secret}x` } }),
        callApi('/api/v1/sign-in/provider', { method: 'POST', body: { idToken: secret } }),
        callApi(`/api/v1/workspaces/${member.workspaceId}/datasets/${encodeURIComponent(secret)}`, member),
        callApi('/api/v1/session', { headers: { authorization: `Bearer ${secret}x` } }),
      ];
      for (const response of await Promise.all(answers)) {
        expect(response.status, what).toBeGreaterThanOrEqual(400);
        expectNoCanary(await textOf(response), `the refusal of ${what}`);
      }
    }
  });
});
