import { expect, test } from 'playwright/test';
import { putDataset } from './fixtures/put-dataset.ts';
import {
  requireServers,
  type ServerSession,
  startTwoServers,
  type TwoServers,
} from './fixtures/two-servers.ts';

const visitorsPerServer = 10;
/** Requests of each visitor before a link is revoked and after it. */
const requests = 3;

const shared = {
  name: 'Shared',
  dataTypeId: 'GenericCSV',
  fileName: 'shared.csv',
  content: new TextEncoder().encode('a\n1\n'),
} as const;

interface Answer {
  begun: number;
  status: number;
}

let started: TwoServers | undefined;
let datasetId = '';

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  test.setTimeout(180_000);
  started = await startTwoServers();
  if (started) datasetId = (await putDataset(started.servers[0], shared)).id;
});
test.afterAll(async () => started?.close());

async function share({ call, workspaceId }: ServerSession, downloadLimit: number | null = null) {
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const body = { datasetId, n: null, expiresAt, downloadLimit };
  const { id, url } = await call('createShare', { params: { workspaceId }, body });
  return { id, code: new URL(url).pathname.split('/').at(-1) ?? '' };
}

async function download(url: string, code: string, address = '203.0.113.1'): Promise<number> {
  const headers = { 'x-forwarded-for': address };
  const response = await fetch(`${url}/s/${code}/download`, { redirect: 'manual', headers });
  await response.arrayBuffer();
  return response.status;
}

/** Visitors of both servers that ask again as soon as they are answered. */
function startVisitors({ servers }: TwoServers, code: string) {
  let running = true;
  const visitors = servers.flatMap(({ url }, server) =>
    Array.from({ length: visitorsPerServer }, (_, index) => {
      const answers: Answer[] = [];
      const loop = async () => {
        while (running) {
          const begun = performance.now();
          answers.push({ begun, status: await download(url, code, `203.0.113.${10 + index}`) });
        }
      };
      return { server, answers, done: loop() };
    }),
  );
  const answeredSince = (moment: number) =>
    expect
      .poll(() =>
        Math.min(...visitors.map(({ answers }) => answers.filter(({ begun }) => begun > moment).length)),
      )
      .toBeGreaterThanOrEqual(requests);
  const stop = async () => {
    running = false;
    await Promise.all(visitors.map(({ done }) => done));
  };
  return { visitors, answeredSince, stop };
}

for (const at of [0, 1] as const) {
  test(`no download begun after a link is revoked at server ${at + 1} gets a key, at either server`, async () => {
    const portal = requireServers(started);
    const owner = portal.servers[at];
    const { id, code } = await share(owner);
    const { visitors, answeredSince, stop } = startVisitors(portal, code);
    await answeredSince(performance.now());
    const begun = performance.now();
    await owner.call('revokeShare', { params: { workspaceId: owner.workspaceId, shareId: id } });
    const cut = performance.now();
    await answeredSince(cut);
    await stop();
    for (const server of [0, 1]) {
      const all = visitors.filter((visitor) => visitor.server === server).flatMap(({ answers }) => answers);
      const [before, after] = [all.filter((a) => a.begun < begun), all.filter((a) => a.begun > cut)];
      expect(before.length).toBeGreaterThanOrEqual(visitorsPerServer * requests);
      expect(before.filter(({ status }) => status !== 302 && status !== 401)).toEqual([]);
      expect(before.filter(({ status }) => status === 302).length).toBeGreaterThan(0);
      expect(after.length).toBeGreaterThanOrEqual(visitorsPerServer * requests);
      expect(new Set(after.map(({ status }) => status))).toEqual(new Set([401]));
    }
  });
}

test('of 100 downloads at once over both servers, of a link limited to 10, exactly 10 get a key', async () => {
  const { servers } = requireServers(started);
  const { code } = await share(servers[0], 10);
  const statuses = await Promise.all(
    Array.from({ length: 100 }, (_, n) => download(servers[n % 2 === 0 ? 0 : 1].url, code)),
  );
  expect(statuses.filter((status) => status === 302)).toHaveLength(10);
  expect(statuses.filter((status) => status === 401)).toHaveLength(90);
});
