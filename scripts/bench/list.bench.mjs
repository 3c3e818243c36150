// @ts-check
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { anyFreePort } from '../services/free-port.mjs';
import { prepare } from '../setup/prepare.mjs';
import { runtimeFacts, spawnStarter } from '../start/spawn-starter.mjs';

const datasets = 100_000;
/** Of one version, in 100 folders of a thousand. */
const files = 100_000;
const requests = 100;
const startLimitMs = 120_000;
/** What people ask of a version of many files, by its query. */
const folders = {
  'topmost folder of 100,000 files': '?limit=200&delimiter=/',
  'one folder of 100,000 files': '?limit=200&delimiter=/&prefix=station-042/',
  'search in 100,000 files': '?limit=200&search=DAY-0424',
};

/** The floor that the list must hold: 95 of 100 first pages within 200 ms. */
const budgetMs = 200;

/** What people ask of a long list, by its query. */
const views = {
  'first page of 100,000': '',
  'search in 100,000': '?search=gauge%2004242',
  'newest first of 100,000': '?sort=updatedAt&order=desc',
};

/** @type {import('./report.mjs').Bench} */
export const bench = {
  about:
    'pages of 100,000 datasets, and of a version of 100,000 files, beside a few (95th percentiles, embedded database)',
  rounds: 3,
  comparisons: Object.keys({ ...views, ...folders }).flatMap((subject) =>
    ['a workspace of the samples', 'budget'].map((against) => ({
      metric: `${subject}, p95`,
      unit: 'ms',
      subject,
      against,
      higherIsBetter: false,
    })),
  ),
  async round() {
    await prepare({ build: true });
    const dataFolder = await mkdtemp(join(tmpdir(), 'sluice-bench-'));
    try {
      const first = await start(dataFolder);
      const session = await signIn(first.facts);
      await first.stop();
      const datasetId = await fill(join(dataFolder, 'db'), session.workspaceId);
      const portal = await start(dataFolder);
      /** @type {import('./report.mjs').Samples} */
      const measured = { budget: budgetMs };
      const pages = `${portal.facts.url}/api/v1/workspaces/`;
      for (const [name, query] of Object.entries(views))
        measured[name] = await p95(`${pages}${session.workspaceId}/datasets${query}`, session.cookie);
      for (const [name, query] of Object.entries(folders))
        measured[name] = await p95(
          `${pages}${session.workspaceId}/datasets/${datasetId}/versions/1/files${query}`,
          session.cookie,
        );
      measured['a workspace of the samples'] = await p95(
        `${pages}${session.samplesWorkspaceId}/datasets`,
        session.cookie,
      );
      await portal.stop();
      return measured;
    } finally {
      await rm(dataFolder, { recursive: true, force: true });
    }
  },
};

/** @param {string} dataFolder */
async function start(dataFolder) {
  const starter = spawnStarter(['--no-build'], {
    SLUICE_DATA: dataFolder,
    PORT: String(await anyFreePort()),
  });
  const facts = await runtimeFacts(dataFolder, starter, startLimitMs);
  const stop = async () => {
    starter.child.kill('SIGTERM');
    await starter.exited;
  };
  return { facts, stop };
}

/** @param {{ url: string, signInUrl: string }} portal */
async function signIn({ url, signInUrl }) {
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ code: new URL(signInUrl).hash.slice(1) }),
  });
  if (response.status !== 201) throw new Error(`Signing in answered ${response.status}.`);
  const session = await response.json();
  return {
    cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '',
    workspaceId: /** @type {string} */ (session.workspaces[0].id),
    samplesWorkspaceId: /** @type {string} */ (session.samplesWorkspaceId),
  };
}

/**
 * Writes the rows of the books alone: the lists read no more. Answers the dataset of many files.
 * @param {string} folder @param {string} workspaceId
 */
async function fill(folder, workspaceId) {
  const db = await PGlite.create({ dataDir: folder, extensions: { pg_trgm } });
  const salt = randomBytes(4).toString('hex');
  await db.query(
    `insert into datasets (id, workspace_id, name, name_key, version, data_type_id, size, file_count, created_at, updated_at)
     select md5($2::text || i), $1, 'gauge ' || lpad(i::text, 6, '0'), 'gauge ' || i, 1, 'GenericCSV', i * 7919 % 1000003, 1,
            now(), now() - i * interval '1 minute'
     from generate_series(1, ${datasets}) as i`,
    [workspaceId, salt],
  );
  const { rows } = await db.query(`select id from datasets where name = 'gauge 000001'`);
  const { id } = /** @type {{ id: string }} */ (rows[0]);
  await db.query(
    `insert into dataset_versions (dataset_id, n, data_type_id, size, file_count, origin, created_at)
     values ($1, 1, 'Other', ${files}, ${files}, 'upload', now())`,
    [id],
  );
  await db.query(
    `insert into dataset_files (dataset_id, n, path, size, etag, content_type, blob_key)
     select $1, 1, 'station-' || lpad((i / 1000)::text, 3, '0') || '/day-' || lpad(i::text, 6, '0') || '.csv', 1, '"0x1"',
            'text/csv', $1 || '/' || i
     from generate_series(0, ${files - 1}) as i`,
    [id],
  );
  await db.close();
  return id;
}

/** The 95th percentile of the time to a whole answer, one request after the other. @param {string} url @param {string} cookie */
async function p95(url, cookie) {
  const times = [];
  for (let i = 0; i < requests; i++) {
    const begun = performance.now();
    const response = await fetch(url, { headers: { cookie } });
    if (!response.ok) throw new Error(`The list answered ${response.status}.`);
    await response.arrayBuffer();
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b)[Math.ceil(requests * 0.95) - 1] ?? 0;
}
