// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openWorkspace } from '../python/workspace-access.mjs';
import { anyFreePort } from '../services/free-port.mjs';
import { prepare } from '../setup/prepare.mjs';
import { runtimeFacts, spawnStarter } from '../start/spawn-starter.mjs';
import { measureLoad } from './load.mjs';
import { shareSmallDataset } from './small-share.mjs';

const startLimitMs = 120_000;
const connections = 50;
const seconds = 8;
const bareProgram = fileURLToPath(new URL('./bare-signer.mjs', import.meta.url));
const subjects = ['GET /s/<code>/download', 'GET …/content by token'];
const bare = 'a bare server that only signs';

/** @type {import('./report.mjs').Bench} */
export const bench = {
  about: `keys handed out by a share link and by a token at ${connections} connections, beside a bare server that only signs`,
  rounds: 3,
  comparisons: subjects.flatMap((subject) => [
    comparison(subject, 'requests per second', '1/s', true),
    comparison(subject, 'p50', 'ms', false),
    comparison(subject, 'p99', 'ms', false),
  ]),
  async round() {
    await prepare({ build: true });
    const dataFolder = await mkdtemp(join(tmpdir(), 'sluice-bench-'));
    const env = { SLUICE_DATA: dataFolder, PORT: String(await anyFreePort()) };
    const starter = spawnStarter(['--no-build'], env);
    try {
      const facts = await runtimeFacts(dataFolder, starter, startLimitMs);
      const { workspaceId, cookie, primaryToken } = await openWorkspace(facts);
      const base = `${facts.url}/api/v1/workspaces/${workspaceId}`;
      const session = { cookie, origin: facts.url, 'content-type': 'application/json' };
      const { code, datasetId } = await shareSmallDataset({ base, headers: session });
      const [link = '', token = ''] = subjects;
      return {
        ...(await measured(link, { url: `${facts.url}/s/${code}/download` })),
        ...(await measured(token, {
          url: `${base}/datasets/${datasetId}/versions/latest/content`,
          headers: { authorization: `Bearer ${primaryToken}` },
        })),
        ...(await measureBare()),
      };
    } finally {
      starter.child.kill('SIGTERM');
      await starter.exited;
      await rm(dataFolder, { recursive: true, force: true });
    }
  },
};

/** @param {string} subject @param {string} what @param {string} unit @param {boolean} higherIsBetter */
function comparison(subject, what, unit, higherIsBetter) {
  const names = { subject: `${subject}, ${what}`, against: `${bare}, ${what}` };
  return { metric: `${subject}: ${what}`, unit, ...names, higherIsBetter };
}

/** @param {string} name @param {{ url: string, headers?: Record<string, string> }} target */
async function measured(name, target) {
  const { perSecond, p50, p99 } = await measureLoad({ ...target, connections, seconds, expect: 302 });
  return { [`${name}, requests per second`]: perSecond, [`${name}, p50`]: p50, [`${name}, p99`]: p99 };
}

async function measureBare() {
  const child = spawn(process.execPath, [bareProgram], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  try {
    const [port] = await once(child.stdout, 'data');
    return await measured(bare, { url: `http://127.0.0.1:${String(port).trim()}/` });
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}
