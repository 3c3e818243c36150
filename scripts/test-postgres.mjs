// @ts-check
// npm run test:postgres: the server's tests once more, on a real PostgreSQL from this machine's installation.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findPostgres, howToGetPostgres } from './postgres/find-postgres.mjs';
import { startTemporaryPostgres } from './postgres/temporary-postgres.mjs';
import { canInstallPackages, installPackages } from './setup/debian.mjs';
import { packageFile, root } from './setup/places.mjs';
import { Refusal, runScript } from './setup/refusal.mjs';
import { watchForStop } from './start/stop-signal.mjs';

await runScript(async () => {
  const stop = watchForStop();
  if (!findPostgres() && process.env.CI === 'true' && canInstallPackages()) {
    await installPackages('PostgreSQL', ['postgresql']);
  }
  const programs = findPostgres();
  if (!programs) throw new Refusal(howToGetPostgres);
  const postgres = await startTemporaryPostgres(programs);
  console.log(`The server's tests on PostgreSQL (${programs}) …`);
  try {
    const tests = spawn(process.execPath, [packageFile('vitest/vitest.mjs'), 'run', '--project', 'server'], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, TEST_DATABASE_URL: postgres.url },
    });
    stop.addEventListener('abort', () => tests.kill('SIGTERM'));
    const [code] = await once(tests, 'exit');
    process.exitCode = code ?? 1;
  } finally {
    await postgres.stop();
  }
});
