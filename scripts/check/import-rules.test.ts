import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkImports } from './import-rules.mjs';

const files: Record<string, string> = {
  'lib/pure.ts': 'export const pure = 1;',
  'lib/reading.ts': "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;",
  'lib/upwards.ts': "import { view } from '../components/view.ts';\nexport const up = view;",
  'components/view.ts': "import { pure } from '../lib/pure.ts';\nexport const view = pure;",
  'components/reaching.ts':
    "import type { Verb } from '../server/rooms/index.ts';\nexport type Reach = Verb;",
  'app/page.ts': "import { verb } from '../server/rooms/index.ts';\nexport default verb;",
  'app/load-page.ts': "import { verb } from '../server/rooms/index.ts';\nexport const load = verb;",
  'app/api/past/route.ts': "import { verb } from '../../../server/rooms/index.ts';\nexport const GET = verb;",
  'app/api/good/route.ts':
    "import { route } from '../../../server/http/index.ts';\nexport const GET = route;",
  'server/http/index.ts': 'export const route = 1;',
  'server/rooms/index.ts': "export type Verb = number;\nexport { verb } from './verb.ts';",
  'server/rooms/verb.ts': 'export const verb = 1;',
  'server/other/index.ts': "export { verb } from '../rooms/index.ts';",
  'server/other/window.ts': "export { verb } from '../rooms/verb.ts';",
  'server/platform/upstairs.ts': "export { verb } from '../rooms/index.ts';",
  'server/ring/a.ts': "import type { B } from './b.ts';\nexport type A = B;",
  'server/ring/b.ts': "import type { A } from './a.ts';\nexport type B = A | 1;",
};
const expected = [
  'components-import-components-and-lib: components/reaching.ts → server/rooms/index.ts',
  'every-api-route-goes-through-http: app/api/past/route.ts → app/api/past/route.ts',
  'lib-is-pure: lib/upwards.ts → components/view.ts',
  'lib-knows-no-node: lib/reading.ts → fs',
  'no-cycles: server/ring/a.ts → server/ring/b.ts',
  'pages-import-components: app/page.ts → server/rooms/index.ts',
  'platform-imports-no-room: server/platform/upstairs.ts → server/rooms/index.ts',
  'rooms-enter-by-the-front-door: server/other/window.ts → server/rooms/verb.ts',
];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-rules-'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('each planted violation is found, and nothing else', async () => {
  const { violations } = await checkImports(folder, ['app', 'components', 'lib', 'server']);
  expect(violations.sort()).toEqual(expected);
});

test('a tree without modules is told apart from a tree without violations', async () => {
  await mkdir(join(folder, 'empty'), { recursive: true });
  expect(await checkImports(folder, ['empty'])).toEqual({ modules: 0, violations: [] });
});
