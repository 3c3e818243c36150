import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startAzurite } from './azurite.ts';
import { createPGliteTemplate, createPostgresTemplate } from './test-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    storage: string;
    /** Where a fresh database comes from: a packed PGlite, or a template on the server of TEST_DATABASE_URL. */
    database: { kind: 'pglite'; template: string } | { kind: 'postgres'; url: string; template: string };
  }
}

/** Starts the real parts that all server tests share; each test file gets its own database and container. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-test-'));
  const azurite = await startAzurite();
  project.provide('storage', azurite.connectionString);
  const url = process.env.TEST_DATABASE_URL;
  if (url) {
    project.provide('database', { kind: 'postgres', url, template: await createPostgresTemplate(url) });
  } else {
    const template = join(folder, 'pglite.tar');
    await writeFile(template, await createPGliteTemplate());
    project.provide('database', { kind: 'pglite', template });
  }
  return async () => {
    await azurite.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
