// @ts-check
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFile, root } from '../setup/places.mjs';

/** @param {string} subject @param {string} against @returns {import('./report.mjs').Comparison} */
const beside = (subject, against) => ({
  metric: 'MD5 in WebAssembly',
  unit: 'MiB/s',
  subject,
  against,
  higherIsBetter: true,
});

/** @type {import('./report.mjs').Bench} */
export const bench = {
  about: 'the MD5 of transfers beside the one of hash-wasm, in Node',
  rounds: 5,
  comparisons: [beside('one MD5', 'hash-wasm'), beside('block and file', 'hash-wasm')],
  async round() {
    const folder = await mkdtemp(join(tmpdir(), 'sluice-md5-'));
    try {
      const result = join(folder, 'result.json');
      const options = ['bench', '--run', '--project', 'unit', '--outputJson', result, 'lib/transfers/md5'];
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [packageFile('vitest/vitest.mjs'), ...options],
        { cwd: root, encoding: 'utf8' },
      );
      if (status !== 0) throw new Error(`vitest could not measure:\n${stdout}${stderr}`);
      const { files } = JSON.parse(await readFile(result, 'utf8'));
      /** @type {{ name: string, hz: number }[]} */
      const measured = files[0].groups[0].benchmarks;
      // Each run is one MiB.
      return Object.fromEntries(measured.map(({ name, hz }) => [name, hz]));
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};
