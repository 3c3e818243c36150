import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { Config } from '../config.ts';
import { ConfigError } from '../config-error.ts';
import { acquireFolderLock } from '../folder-lock.mjs';
import { freeBytes } from '../free-bytes.mjs';
import { type FreeBytes, mustHaveRoom, refuseWhereFull } from './disk-room.ts';
import { isDeadlock } from './failures.ts';
import { giveUpSilent } from './give-up-silent.ts';
import { keepTidy, shortLog } from './keep-tidy.ts';
import * as schema from './schema.ts';

export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;

export interface OpenDatabase {
  db: Database;
  close(): Promise<void>;
}

const migrationsFolder = join(process.cwd(), 'server/platform/db/migrations');

/** Opens the database that the configuration names and brings its schema up to date. */
export function openDatabase(config: Config['database'], free: FreeBytes = freeBytes): Promise<OpenDatabase> {
  return config.kind === 'postgres' ? openPostgres(config.url) : openPGlite(config.folder, free);
}

/** Embedded: one process a folder (two would lose rows silently), hence the lock. */
async function openPGlite(folder: string, free: FreeBytes): Promise<OpenDatabase> {
  const [{ PGlite }, { pg_trgm }, { drizzle }, { migrate }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('@electric-sql/pglite/contrib/pg_trgm'),
    import('drizzle-orm/pglite'),
    import('drizzle-orm/pglite/migrator'),
  ]);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  mustHaveRoom(folder, free);
  const lock = await acquireFolderLock(join(folder, '..'), 'database.lock');
  try {
    const startParams = [...PGlite.defaultStartParams, ...shortLog];
    const client = await PGlite.create({ dataDir: folder, extensions: { pg_trgm }, startParams });
    refuseWhereFull(client, folder, free);
    const db = drizzle(client, { schema });
    await migrate(db, { migrationsFolder });
    const tidier = await keepTidy(client);
    return {
      db,
      close: async () => {
        await tidier.stop();
        await client.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Any number that only our migrations use: servers that start together migrate one after the other. */
const migrationLock = 7_582_401_663;

async function openPostgres(url: string): Promise<OpenDatabase> {
  const [{ default: pg }, { drizzle }, { migrate }] = await Promise.all([
    import('pg'),
    import('drizzle-orm/node-postgres'),
    import('drizzle-orm/node-postgres/migrator'),
  ]);
  await migrateAlone(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5000,
    // A database host that vanishes without a word must not hold requests, rows or connections for long.
    keepAlive: true,
    // The server ends a statement first, as it then knows how the transaction stands; the driver does where it is silent.
    statement_timeout: 25_000,
    query_timeout: 30_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  // A connection that dies while idle is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    // Neither does one that dies at work: its query tells.
    client.on('error', () => undefined);
    giveUpSilent(client);
  });
  return { db: againAfterDeadlock(drizzle(pool, { schema })), close: () => pool.end() };

  /** On a connection of its own, without the limits: a migration may take its time, and other servers wait for it. */
  async function migrateAlone(connectionString: string): Promise<void> {
    const client = usable(() => new pg.Client({ connectionString, connectionTimeoutMillis: 5000 }));
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query('select pg_advisory_lock($1)', [migrationLock]);
      await migrate(drizzle(client, { schema }), { migrationsFolder });
    } finally {
      await client.end();
    }
  }
}

/** The driver reads the files that the address names, such as certificates, where it makes a client. */
function usable<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new ConfigError(`DATABASE_URL cannot be used: ${error instanceof Error ? error.message : error}.`);
  }
}

/** Whom PostgreSQL ended so that the other of a deadlock goes on tries once more, from the start. */
function againAfterDeadlock(db: Database): Database {
  const transaction = db.transaction.bind(db);
  db.transaction = (...all) =>
    transaction(...all).catch((error: unknown) => {
      if (!isDeadlock(error)) throw error;
      return transaction(...all);
    });
  return db;
}
