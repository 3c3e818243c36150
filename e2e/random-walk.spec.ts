import { writeFile } from 'node:fs/promises';
import { storedFiles, test } from './fixtures/fault-test.ts';
import { randomWalk } from './fixtures/random-walk.ts';
import { expect } from './fixtures/test.ts';
import { trayOf } from './fixtures/tray.ts';

// Run by `npm run walk`, for who changes how transfers begin, stop and go on: it finds what nobody thought of.
const seeds = (process.env.WALK_SEEDS ?? '').split(',').filter(Boolean).map(Number);
const length = Number(process.env.WALK_STEPS);
const limitMs = 20 * 60_000;

// The browser itself tells of each failed request.
test.use({ allowedConsoleErrors: [/Failed to load resource/, /net::ERR/, /CORS policy/] });

for (const seed of seeds)
  test(`whatever one does, nothing is lost, mixed up or left hanging (seed ${seed})`, async ({
    signedInPage: page,
    context,
    wire,
    owner,
  }, info) => {
    test.setTimeout(limitMs);
    const walk = randomWalk({ seed, page, context, wire, owner, folder: info.outputPath('sent') });
    try {
      for (let n = 0; n < length; n++) await walk.step();
      await expect.poll(walk.settle, { timeout: limitMs / 4 }).toEqual([]);

      const fresh = await context.newPage();
      await fresh.goto('/');
      await expect(fresh.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(trayOf(fresh)).toBeHidden();

      const stored = await storedFiles(owner, `walk ${seed} no`);
      for (const [name, { contents, cancelled }] of walk.sent) {
        // A cancel may have come too late.
        if (cancelled && !stored.has(name)) continue;
        expect(stored.get(name), name).toEqual(contents);
      }
      for (const { name, sha256 } of walk.saved) {
        const one = walk.sent.get(name.replace(/\.bin$/, ''));
        if (one) expect([...one.contents.values()], name).toContain(sha256);
      }
    } finally {
      await writeFile(info.outputPath('steps.txt'), `${walk.steps.join('\n')}\n`);
    }
  });
