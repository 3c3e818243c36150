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

/** The portal of this process; opened at the first call, and anew where that failed. */
export function getPortal(): Promise<Portal> {
  holder.sluicePortal ??= openPortal(getConfig()).catch((error: unknown) => {
    delete holder.sluicePortal;
    throw error;
  });
  return holder.sluicePortal;
}

export async function getParts(): Promise<Parts<BlobStore>> {
  return (await getPortal()).parts;
}
