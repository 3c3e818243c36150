import { writeFile } from 'node:fs/promises';
import { test as base, storedFiles } from './fixtures/fault-test.ts';
import { type Portal, startPortal } from './fixtures/portal.ts';
import { expect } from './fixtures/test.ts';
import { trayOf } from './fixtures/tray.ts';
import { randomWalk } from './fixtures/walk/random-walk.ts';
import { areOf, labelOf, type Source } from './fixtures/walk/sent-files.ts';

// Run by `npm run walk`, for who changes how transfers begin, stop and go on: it finds what nobody thought of.
const seeds = (process.env.WALK_SEEDS ?? '').split(',').filter(Boolean).map(Number);
const length = Number(process.env.WALK_STEPS);
const limitMs = 20 * 60_000;

const test = base.extend<object, { killPortal: () => Promise<void> }>({
  /** Kills the portal and starts another in its place. */
  killPortal: [
    async ({ portal, azurite, wire }, use) => {
      let running: Portal = portal;
      const connection = azurite.connectionString.replace(new URL(azurite.endpoint).origin, wire.url);
      const env = { AZURE_STORAGE_CONNECTION_STRING: connection, PORT: new URL(portal.url).port };
      await use(async () => {
        await running.kill();
        running = await startPortal({ dataFolder: portal.dataFolder, env });
      });
      if (running !== portal) await running.stop();
    },
    { scope: 'worker' },
  ],
});
// The browser itself tells of each failed request.
test.use({ allowedConsoleErrors: /Failed to load resource|net::ERR|CORS policy/ });

for (const seed of seeds)
  test(`whatever one does, nothing is lost, mixed up or left hanging (seed ${seed})`, async ({
    signedInPage: page,
    context,
    browser,
    wire,
    owner,
    killPortal,
  }, info) => {
    test.setTimeout(limitMs);
    const folder = info.outputPath('sent');
    const walk = await randomWalk({ seed, page, context, browser, wire, owner, folder, killPortal });
    try {
      for (let n = 0; n < length; n++) await walk.step();
      await expect.poll(walk.settle, { timeout: limitMs / 4, intervals: [2_000] }).toEqual([]);

      const fresh = await context.newPage();
      // What is left is offered a moment later.
      await fresh.goto('/', { waitUntil: 'networkidle' });
      await expect(fresh.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(trayOf(fresh)).toBeHidden();
      expect(walk.problems).toEqual([]);

      const params = { workspaceId: owner.workspaceId };
      const { items: received } = await owner.call('listSubmissions', { params, query: {} });
      for (const { id, fileName } of received)
        await owner.call('acceptSubmission', {
          params: { ...params, submissionId: id },
          body: { name: fileName.replace(/\.bin$/, '') },
        });

      const sent = [...walk.sent.values()];
      const stored = await storedFiles(owner, `walk ${seed} no`);
      // A cancel may have come too late.
      for (const one of sent) {
        const isThere = (stored.get(one.dataset) ?? []).some((version) => areOf(one, version));
        expect(isThere || one.cancelled, labelOf(one)).toBe(true);
      }
      for (const [dataset, versions] of stored) {
        const candidates = sent.filter((one) => one.dataset === dataset);
        expect(versions.length, dataset).toBeLessThanOrEqual(candidates.length);
        for (const version of versions)
          expect(
            candidates.some((one) => areOf(one, version)),
            `${dataset}: ${JSON.stringify([...version])}`,
          ).toBe(true);
      }
      for (const { name, contents } of walk.saved) {
        const digests = [...contents.values()];
        const isThat = ({ contents, either }: Source) => {
          const all = [...contents.values(), ...[...either.values()].flat()];
          return digests.every((digest) => all.includes(digest));
        };
        expect(sent.some(isThat), `${name}, as saved`).toBe(true);
      }
    } finally {
      await writeFile(info.outputPath('steps.txt'), `${walk.steps.join('\n')}\n`);
    }
  });
