import { defineConfig } from 'playwright/test';
import type { PortalOptions } from './e2e/fixtures/test.ts';
import { launchOptions } from './scripts/browser/find-chromium.mjs';

/**
 * Journeys that take long: faults, killed servers, several servers, starts from nothing, walks through every page, by the
 * keyboard or through other programs.
 */
const long = [
  'access-code',
  'audit',
  'data-request',
  'docs',
  'download-faults',
  'experiments',
  'export',
  'faults',
  'full-disk',
  'full-storage',
  'keyboard',
  'kill',
  'layout',
  'many-files-midway',
  'output-snippets',
  'pages',
  'picked-midway',
  'provider',
  'regenerate',
  'server-killed',
  'share-revoke',
  'slow-portal',
  'snippets',
  'start',
  'steady',
  'storage-frame',
  'tokens-page',
  'tray-rows',
  'unusual-snippets',
  'upload-dialog',
  'users',
  'workspaces',
].map((name) => `**/e2e/${name}.spec.ts`);

/** `npm run walk` alone runs it. */
const walk = '**/e2e/random-walk.spec.ts';

export default defineConfig<PortalOptions>({
  testDir: 'e2e',
  // `npm test` runs the short ones, `npm run test:long` the others.
  projects: [
    { name: 'short', testMatch: '**/*.spec.ts', testIgnore: [...long, walk] },
    { name: 'long', testMatch: long },
    ...(process.env.WALK_SEEDS ? [{ name: 'walk', testMatch: walk }] : []),
  ],
  globalSetup: './e2e/fixtures/global-setup.ts',
  fullyParallel: false,
  // A worker keeps a portal, a storage and a browser busy; the suite is made for two cores.
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // Limits are for what hangs: a busy machine is slow at all of this.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    browserName: 'chromium',
    actionTimeout: 40_000,
    launchOptions: launchOptions(),
    // Recording costs a sixth of the time; where a failure does not tell enough: --trace retain-on-failure.
    trace: 'off',
    screenshot: 'only-on-failure',
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
  },
});
