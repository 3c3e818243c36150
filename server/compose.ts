import { lookForBytes } from '#server/datasets/index.ts';
import { prepareFirstOwner } from '#server/identity/index.ts';
import { type Config, getConfig } from '#server/platform/config.ts';
import type { Parts } from '#server/platform/context.ts';
import { openDatabase } from '#server/platform/db/index.ts';
import { createLimits } from '#server/platform/limits.ts';
import { createLog } from '#server/platform/log.ts';
import { prepareSamples } from '#server/samples/index.ts';
import { prepareLinks } from '#server/shares/index.ts';
import { type BlobStore, openBlobStore, prepareStorage } from '#server/storage/index.ts';
import { prepareTokens } from '#server/tokens/index.ts';
import { startSweeper } from './sweeper.ts';

export interface Portal {
  parts: Parts<BlobStore>;
  close(): Promise<void>;
}

/** Composes the portal from its configuration: database, storage, first Owner, samples, sweeper. */
export async function openPortal(config: Config): Promise<Portal> {
  const log = createLog();
  const database = await openDatabase(config.database);
  const blobs = openBlobStore(config.storage);
  const parts: Parts<BlobStore> = {
    ...{ config, db: database.db, blobs, log, limits: createLimits() },
    now: () => new Date(),
  };
  try {
    await prepareStorage(config.storage, config.publicUrl);
    await lookForBytes(parts);
    await prepareFirstOwner(parts);
    await prepareTokens(parts);
    await prepareLinks(parts);
    await prepareSamples(parts);
  } catch (error) {
    // The next try opens the database anew; a lock or connections left here would stand in its way.
    await database.close();
    throw error;
  }
  const sweeper = startSweeper(parts);
  return {
    parts,
    close: async () => {
      await sweeper.stop();
      await database.close();
    },
  };
}

// Next bundles instrumentation, routes and pages apart, each with its own copy of this module: the one portal of the
// process hangs on the global object.
const holder = globalThis as typeof globalThis & { sluicePortal?: Promise<Portal> };

/** A start that failed is not tried anew for so long, however many ask: each try is a login at the database. */
export const pauseMs = 2_000;

/** The portal of this process; opened at the first call, and anew a while after that failed. */
export function getPortal(open = () => openPortal(getConfig())): Promise<Portal> {
  holder.sluicePortal ??= open().catch((error: unknown) => {
    setTimeout(() => delete holder.sluicePortal, pauseMs).unref();
    throw error;
  });
  return holder.sluicePortal;
}

/** How long a request waits for a portal that is starting: a start takes a second or two, but one behind a migration minutes. */
export const startLimitMs = 5_000;

/** The parts; undefined where the portal did not open, or takes longer to than `limitMs`. With 0 nothing is waited for. */
export function partsWithin(limitMs: number): Promise<Parts<BlobStore> | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, limitMs, undefined);
    getPortal()
      .then(({ parts }) => resolve(parts))
      .catch(() => resolve(undefined))
      .finally(() => clearTimeout(timer));
  });
}
