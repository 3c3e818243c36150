// @ts-check
// npm run check: format, lint, types, import rules, lock file, licences and unit tests, in under a minute, without server or
// network. `--without-tests` leaves the unit tests to whoever runs them anyway.
import { runChecks } from './check/run-checks.mjs';
import { isInstalled } from './setup/install.mjs';
import { packageFile } from './setup/places.mjs';
import { Refusal, runScript } from './setup/refusal.mjs';

const next = packageFile('next/dist/bin/next');
const unitTests = {
  name: 'unit tests',
  commands: [[packageFile('vitest/vitest.mjs'), 'run', '--project', 'unit']],
};
const checks = [
  {
    name: 'types',
    // The types of routes and of imported styles are generated.
    commands: [
      [next, 'typegen'],
      [packageFile('typescript/bin/tsc'), '--noEmit'],
    ],
  },
  { name: 'import rules', commands: [['scripts/check/import-rules.mjs']] },
  {
    name: 'format and lint',
    commands: [[packageFile('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings']],
  },
  { name: 'lock file', commands: [['scripts/lock-platforms.mjs', '--check']] },
  { name: 'licences', commands: [['scripts/licences.mjs', '--check']] },
];

await runScript(async () => {
  if (!(await isInstalled())) throw new Refusal('Packages are missing or old; run npm ci first.');
  const withTests = !process.argv.includes('--without-tests');
  const failed = await runChecks(withTests ? [unitTests, ...checks] : checks, 2);
  if (failed.length > 0) throw new Refusal(`Failed: ${failed.join(', ')}.`);
});
