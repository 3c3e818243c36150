// @ts-check
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ensureBrowser } from '../browser/ensure-browser.mjs';
import { root } from '../setup/places.mjs';
import { prepare } from '../setup/prepare.mjs';
import { exitCodes, Refusal } from '../setup/refusal.mjs';
import { rowsOf } from './report.mjs';
import { chartOf } from './transfers/chart.mjs';
import { comparisonsOf } from './transfers/comparisons.mjs';
import { inTurn } from './transfers/in-turn.mjs';
import { parts } from './transfers/parts.mjs';
import { findPeers } from './transfers/peers.mjs';
import { openStage } from './transfers/stage.mjs';

/** @type {import('./transfers/peers.mjs').Peer[] | undefined} */
let peers;

/** @type {import('./report.mjs').Bench} */
export const bench = {
  about:
    'uploads and downloads in a browser beside rclone, azcopy and the SDK (--only PART, --mib SIZE, --files COUNT, --chart FILE)',
  rounds: 5,
  options: {
    ...{ only: { type: 'string' }, mib: { type: 'string' } },
    ...{ files: { type: 'string' }, chart: { type: 'string' } },
  },
  comparisons: comparisonsOf,
  async round(round, values) {
    const chosen = partsOf(values.only);
    // Of the large file, and how many small ones.
    const [mib, files] = [
      wholeNumber('--mib', values.mib ?? '1024'),
      wholeNumber('--files', values.files ?? '2000'),
    ];
    await prepare({ build: true });
    await ensureBrowser();
    peers ??= findPeers();
    /** @type {import('./report.mjs').Samples} */
    const measured = {};
    for (const part of inTurn(chosen, round)) {
      const stage = await openStage();
      try {
        Object.assign(measured, await parts[part]?.({ stage, peers, round, mib, files }));
      } finally {
        await stage.close();
      }
    }
    return measured;
  },
  async finish(samples, values) {
    if (!values.chart) return;
    const path = join(root, values.chart);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, chartOf(rowsOf(comparisonsOf(samples), samples)));
  },
};

/** @param {string | undefined} only */
function partsOf(only) {
  if (only === undefined) return Object.keys(parts);
  const chosen = only.split(',');
  const unknown = chosen.find((part) => !(part in parts));
  if (unknown === undefined) return chosen;
  throw new Refusal(
    `--only knows ${Object.keys(parts).join(', ')}; it is ${JSON.stringify(unknown)}.`,
    exitCodes.badSetting,
  );
}

/** @param {string} option @param {string} text */
function wholeNumber(option, text) {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new Refusal(`${option} must be a whole number; it is ${JSON.stringify(text)}.`, exitCodes.badSetting);
}
