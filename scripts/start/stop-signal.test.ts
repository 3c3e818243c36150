import { expect, test } from 'vitest';
import { isOrphan } from './stop-signal.mjs';

const byNpm = { npm_lifecycle_event: 'start' };

test.each([
  ['npm ended before the starter looked for it', 1, byNpm, '/sbin/init', true],
  ['the same, where nothing tells what process 1 is', 1, byNpm, '', true],
  ['npm runs', 4711, byNpm, '/sbin/init', false],
  ['npm is the first process of a container', 1, byNpm, 'npm start', false],
  ['yarn is', 1, byNpm, 'node /usr/local/bin/yarn start', false],
  ['a service manager started it without npm', 1, {}, '/sbin/init', false],
  ['it is the first process of a container itself', 0, {}, 'node scripts/start.mjs', false],
])('whether a starter has lost its parent: %s', (_, ppid, env, first, orphan) => {
  expect(isOrphan(ppid, env, first)).toBe(orphan);
});
