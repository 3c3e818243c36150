// @ts-check
// npm run bench NAME [-- --rounds N] [-- --json FILE]: measures subjects against one another in interleaved rounds.
import { readdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { rowsOf, tableOf } from './bench/report.mjs';
import { exitCodes, Refusal, runScript } from './setup/refusal.mjs';

await runScript(async () => {
  const names = await benchNames();
  const [name] = process.argv.slice(2);
  if (name === undefined) return list(names);
  if (!names.includes(name)) throw new Refusal(`There is no bench ${name}; there is ${names.join(', ')}.`);

  /** @type {import('./bench/report.mjs').Bench} */
  const bench = (await import(`./bench/${name}.bench.mjs`)).bench;
  const values = optionsOf(bench);
  const rounds = values.rounds === undefined ? bench.rounds : roundsOf(values.rounds);
  /** @type {import('./bench/report.mjs').Samples[]} */
  const samples = [];
  for (let round = 1; round <= rounds; round++) {
    console.log(`Round ${round} of ${rounds} …`);
    samples.push(await bench.round(round, values));
  }
  const comparisons =
    typeof bench.comparisons === 'function' ? bench.comparisons(samples) : bench.comparisons;
  console.log(`\n${tableOf(comparisons, samples)}`);
  const result = { name, rounds, rows: rowsOf(comparisons, samples) };
  if (values.json) await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`);
  await bench.finish?.(samples, values);
});

/** @param {import('./bench/report.mjs').Bench} bench @returns {Record<string, string | undefined>} */
function optionsOf(bench) {
  /** @type {Record<string, { type: 'string' }>} */
  const options = { rounds: { type: 'string' }, json: { type: 'string' }, ...bench.options };
  try {
    return parseArgs({ args: process.argv.slice(3), options }).values;
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error), exitCodes.badSetting);
  }
}

async function benchNames() {
  const files = await readdir(new URL('./bench/', import.meta.url));
  return files.flatMap((file) => /^(.+)\.bench\.mjs$/.exec(file)?.[1] ?? []).sort();
}

/** @param {string[]} names */
async function list(names) {
  for (const name of names) {
    const { bench } = await import(`./bench/${name}.bench.mjs`);
    console.log(`npm run bench ${name}  ${bench.about}`);
  }
}

/** @param {string} text */
function roundsOf(text) {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new Refusal(
    `--rounds must be a whole number from 1; it is ${JSON.stringify(text)}.`,
    exitCodes.badSetting,
  );
}
