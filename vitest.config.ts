import { defineConfig } from 'vitest/config';

// What only a database server can do (go away and come back) is tested where there is one: `npm run test:postgres`.
const onPostgres = process.env.TEST_DATABASE_URL !== undefined;

// One second of its own would fail on a busy machine.
const expect = { poll: { timeout: 20_000 } };

// unit: no server, no network. server: verbs and routes on a real database and real Azurite.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // One process for all files spares loading the same modules for each of them.
          isolate: false,
          include: [
            'lib/**/*.test.ts',
            'components/**/*.test.ts',
            'server/**/*.unit.test.ts',
            'scripts/**/*.test.ts',
          ],
          // Some hash megabytes, which a busy machine is slow at; a limit is for what hangs.
          testTimeout: 60_000,
          expect,
        },
      },
      {
        test: {
          name: 'server',
          isolate: false,
          include: ['server/**/*.test.ts', 'app/**/*.test.ts'],
          exclude: ['**/*.unit.test.ts', ...(onPostgres ? [] : ['**/*.postgres.test.ts'])],
          globalSetup: ['server/testing/global-setup.ts'],
          testTimeout: 60_000,
          expect,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
