import { expect, test } from 'playwright/test';
import type { TokenSlot } from '#lib/tokens/token-slots.ts';
import { ask, doors, startTokenClients } from './fixtures/token-clients.ts';
import {
  requireServers,
  type ServerSession,
  startTwoServers,
  type TwoServers,
} from './fixtures/two-servers.ts';

const clientsPerServer = 25;
/** Requests of each client before a regeneration and after it. */
const requests = 3;
/** Regenerations at each server. */
const rounds = [1, 2];

let started: TwoServers | undefined;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  test.setTimeout(180_000);
  started = await startTwoServers();
});
test.afterAll(async () => started?.close());

async function tokenOf({ call, workspaceId }: ServerSession, slot: TokenSlot): Promise<string> {
  return (await call('revealToken', { params: { workspaceId, slot }, body: { purpose: 'show' } })).token;
}

async function generationOf({ call, workspaceId }: ServerSession, slot: TokenSlot): Promise<number> {
  const { items } = await call('listTokens', { params: { workspaceId } });
  return items.find((token) => token.slot === slot)?.generation ?? 0;
}

function regenerate({ call, workspaceId }: ServerSession, generation: number) {
  return call('regenerateToken', { params: { workspaceId, slot: 'primary' }, body: { generation } });
}

/** What both doors of both servers answer to a token. */
function everywhere({ servers, workspaceId }: TwoServers, token: string): Promise<number[]> {
  return Promise.all(servers.flatMap(({ url }) => doors.map((door) => ask(door(url, workspaceId, token)))));
}

const regenerations = rounds.flatMap((round) => ([0, 1] as const).map((at) => ({ round, at })));

for (const { round, at } of regenerations) {
  test(`no request begun after a regeneration at server ${at + 1} gets in with the old token (${round})`, async () => {
    const portal = requireServers(started);
    const { servers, workspaceId } = portal;
    const owner = servers[at];
    const urls = servers.map(({ url }) => url);
    const old = await tokenOf(owner, 'primary');
    const generation = await generationOf(owner, 'primary');
    const others = startTokenClients(urls, workspaceId, await tokenOf(owner, 'secondary'), doors.length);
    const clients = startTokenClients(urls, workspaceId, old, clientsPerServer);

    await clients.answered(requests);
    const begun = performance.now();
    const made = await regenerate(owner, generation);
    const cut = performance.now();
    const withNew = await everywhere(portal, made.token);
    await clients.answered(requests);
    await Promise.all([clients.stop(), others.stop()]);

    expect(withNew).toEqual([200, 200, 200, 200]);
    for (const url of urls) {
      const all = clients.clients.filter(({ server }) => server === url).flatMap(({ answers }) => answers);
      const before = all.filter(({ ended }) => ended < begun);
      const under = all.filter((answer) => answer.ended >= begun && answer.begun <= cut);
      const after = all.filter((answer) => answer.begun > cut);
      expect(before.length).toBeGreaterThanOrEqual(clientsPerServer * requests);
      expect(new Set(before.map(({ status }) => status))).toEqual(new Set([200]));
      expect(under.length).toBeGreaterThanOrEqual(clientsPerServer);
      expect(under.filter(({ status }) => status !== 200 && status !== 401)).toEqual([]);
      expect(after.length).toBeGreaterThanOrEqual(clientsPerServer * requests);
      expect(after.filter(({ status }) => status !== 401)).toEqual([]);
    }
    const otherAnswers = others.clients.flatMap(({ answers }) => answers);
    expect(otherAnswers.filter(({ begun }) => begun > cut).length).toBeGreaterThan(0);
    expect(otherAnswers.filter(({ status }) => status !== 200)).toEqual([]);
  });
}

test('of two regenerations at once, one at each server, one wins and the other gets a conflict', async () => {
  const portal = requireServers(started);
  const { servers } = portal;
  const [first] = servers;
  for (let round = 0; round < 10; round++) {
    const generation = await generationOf(first, 'primary');
    const old = await tokenOf(first, 'primary');
    const answers = await Promise.allSettled(servers.map((server) => regenerate(server, generation)));
    const won = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    const lost = answers.flatMap((answer) => (answer.status === 'rejected' ? answer.reason : []));
    expect(won).toMatchObject([{ generation: generation + 1 }]);
    expect(lost).toMatchObject([{ code: 'conflict' }]);
    expect(await everywhere(portal, old)).toEqual([401, 401, 401, 401]);
    expect(await everywhere(portal, won[0]?.token ?? '')).toEqual([200, 200, 200, 200]);
  }
});
