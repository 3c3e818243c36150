// @ts-check
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from '../browser/ensure-browser.mjs';
import { anyFreePort } from '../services/free-port.mjs';
import { root } from '../setup/places.mjs';
import { runtimeFacts, spawnStarter } from '../start/spawn-starter.mjs';
import { measureFirstLoad } from './first-load.mjs';

const startLimitMs = 600_000;
const scriptBudget = 200_000;

/** @type {import('./report.mjs').Bench} */
export const bench = {
  about: 'clone to first page, restart to first page, and the first load of the dataset list',
  rounds: 3,
  comparisons: [
    {
      metric: 'time to the first page',
      unit: 's',
      subject: 'restart',
      against: 'fresh clone',
      higherIsBetter: false,
    },
    {
      metric: 'compressed JavaScript of the dataset list',
      unit: 'bytes',
      subject: 'first load',
      against: 'budget',
      higherIsBetter: false,
    },
    {
      metric: 'time to the rows of the dataset list',
      unit: 'ms',
      subject: 'list with an empty cache',
      against: 'list with a filled cache',
      higherIsBetter: false,
    },
  ],
  async round() {
    await ensureBrowser();
    const folder = await mkdtemp(join(tmpdir(), 'sluice-bench-'));
    try {
      const clone = join(folder, 'clone');
      const begun = performance.now();
      execFileSync('git', ['clone', '--quiet', '--local', root, clone]);
      const first = await start(clone);
      const freshSeconds = (performance.now() - begun) / 1000;
      await first.stop();

      const begunAgain = performance.now();
      const second = await start(clone);
      const restartSeconds = (performance.now() - begunAgain) / 1000;
      const { scriptBytes, emptyCacheMs, filledCacheMs } = await measureFirstLoad(second.facts).finally(
        second.stop,
      );
      return {
        'fresh clone': freshSeconds,
        restart: restartSeconds,
        'first load': scriptBytes,
        budget: scriptBudget,
        'list with an empty cache': emptyCacheMs,
        'list with a filled cache': filledCacheMs,
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Starts the clone's portal and fetches its first page. @param {string} clone */
async function start(clone) {
  const dataFolder = join(clone, '.sluice');
  const port = String(await anyFreePort());
  const starter = spawnStarter([], { SLUICE_DATA: dataFolder, PORT: port }, clone);
  const facts = await runtimeFacts(dataFolder, starter, startLimitMs);
  const page = await fetch(facts.signInUrl);
  if (!page.ok) throw new Error(`The first page answered ${page.status}.`);
  await page.text();
  const stop = async () => {
    starter.child.kill('SIGTERM');
    await starter.exited;
  };
  return { facts, stop };
}
