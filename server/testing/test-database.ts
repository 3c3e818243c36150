import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { drizzle as drizzlePGlite } from 'drizzle-orm/pglite';
import { migrate as migratePGlite } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';
import { inject } from 'vitest';
import { type OpenDatabase, openDatabase, schema } from '#server/platform/db/index.ts';

const migrationsFolder = join(process.cwd(), 'server/platform/db/migrations');

/** A migrated PGlite, packed: loading it is quicker than migrating anew. */
export async function createPGliteTemplate(): Promise<Uint8Array> {
  const client = await PGlite.create({ extensions: { pg_trgm } });
  await migratePGlite(drizzlePGlite(client, { schema }), { migrationsFolder });
  const packed = await client.dumpDataDir('none');
  await client.close();
  return new Uint8Array(await packed.arrayBuffer());
}

/** Name of a migrated database on the server of `url`, to create others from. */
export async function createPostgresTemplate(url: string): Promise<string> {
  const name = await createPostgresDatabase(url);
  const migrated = await openDatabase({ kind: 'postgres', url: withDatabase(url, name) });
  await migrated.close();
  return name;
}

/** A fresh, migrated database of the kind this run is about. */
export async function openTestDatabase(): Promise<OpenDatabase & { url: string | undefined }> {
  const source = inject('database');
  if (source.kind === 'postgres') {
    const url = withDatabase(source.url, await createPostgresDatabase(source.url, source.template));
    return { ...(await openDatabase({ kind: 'postgres', url })), url };
  }
  const packed = new Blob([await readFile(source.template)]);
  const client = await PGlite.create({ loadDataDir: packed, extensions: { pg_trgm } });
  return { db: drizzlePGlite(client, { schema }), close: () => client.close(), url: undefined };
}

async function createPostgresDatabase(url: string, template?: string): Promise<string> {
  const name = `sluice_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${name}${template ? ` template ${template}` : ''}`);
  await client.end();
  return name;
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
