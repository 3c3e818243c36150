// @ts-check
// npm run walk: random walks over uploads and downloads in a real browser (e2e/random-walk.spec.ts), some two minutes each.
// `--seeds 1,2` which ones, else one of the day's chance; `--steps 200` how long each is.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { ensureBrowser } from './browser/ensure-browser.mjs';
import { packageFile, root } from './setup/places.mjs';
import { prepare } from './setup/prepare.mjs';
import { exitCodes, Refusal, runScript } from './setup/refusal.mjs';

await runScript(async () => {
  const { seeds, steps } = chosen();
  await prepare({ build: false });
  await ensureBrowser();
  console.log(`Seeds: ${seeds}. What was done is in test-results, as steps.txt.`);
  const child = spawn(process.execPath, [packageFile('playwright/cli.js'), 'test', '--project', 'walk'], {
    cwd: root,
    env: { ...process.env, WALK_SEEDS: seeds, WALK_STEPS: steps },
    stdio: 'inherit',
  });
  const [code] = await once(child, 'close');
  if (code !== 0) process.exitCode = exitCodes.failed;
});

function chosen() {
  const { seeds = String(randomInt(1, 1_000_000)), steps = '120' } = flags();
  if (!/^\d+(,\d+)*$/.test(seeds) || !/^[1-9]\d*$/.test(steps)) throw badFlags();
  return { seeds, steps };
}

function flags() {
  try {
    return parseArgs({ options: { seeds: { type: 'string' }, steps: { type: 'string' } } }).values;
  } catch {
    throw badFlags();
  }
}

function badFlags() {
  return new Refusal(
    'Give --seeds as numbers with commas between, --steps as a number; nothing else.',
    exitCodes.badSetting,
  );
}
