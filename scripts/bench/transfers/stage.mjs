// @ts-check
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobServiceClient, ContainerSASPermissions } from '@azure/storage-blob';
import { startAzurite } from '../../services/azurite.mjs';
import { anyFreePort } from '../../services/free-port.mjs';
import { startService } from '../../services/service.mjs';
import { runtimeFacts, spawnStarter } from '../../start/spawn-starter.mjs';

const startLimitMs = 120_000;
const serviceStopMs = 30_000;
/** Peers write into a container beside the portal's. */
const peersContainer = 'peers';

/** The starter sets it on a storage of its own alone. */
const forPages = {
  allowedOrigins: '*',
  allowedMethods: 'GET,HEAD,PUT,OPTIONS',
  allowedHeaders: '*',
  exposedHeaders: 'ETag,Content-Length,Content-Range,Content-MD5,Retry-After,x-ms-*',
  maxAgeInSeconds: 3600,
};

/**
 * @typedef {object} Stage parts on loopback, each in a process of its own, on a temporary folder
 * @property {string} folder
 * @property {(storage: string) => Promise<import('../../start/spawn-starter.mjs').RuntimeFacts>} portalAt a portal whose
 * storage is at this origin
 * @property {() => Promise<string>} azurite origin of the embedded storage
 * @property {(mbits?: number) => Promise<string>} sink origin of the storage that keeps nothing, at the end of a line of
 * so many Mbit/s
 * @property {(target: string) => Promise<string>} slowWire origin of a way to storage with delay and losses
 * @property {(target: string) => Promise<string>} narrowWire origin of a way to storage that takes 250 Mbit/s
 * @property {(container?: string) => Promise<string>} containerUrl with a SAS for everything in it
 * @property {(step: () => Promise<unknown>) => void} alsoClose what is to end before the parts it uses
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<Stage>} nothing runs before it is asked for */
export async function openStage() {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-bench-'));
  /** @type {(() => Promise<unknown>)[]} */
  const undo = [];
  /** @type {ReturnType<typeof startAzurite> | undefined} */
  let storage;

  async function azurite() {
    storage ??= startAzurite(join(folder, 'storage')).then(async (started) => {
      undo.push(() => started.service.stop(serviceStopMs));
      await BlobServiceClient.fromConnectionString(started.connectionString).setProperties({
        cors: [forPages],
      });
      return started;
    });
    return new URL((await storage).blobEndpoint).origin;
  }

  /** @param {string} script @param {string[]} args */
  async function program(script, ...args) {
    const path = join(import.meta.dirname, script);
    const service = startService({
      name: script,
      program: [path, ...args],
      env: process.env,
      onLine: () => {},
    });
    undo.push(() => service.stop(serviceStopMs));
    const outcome = await service.listening;
    if ('failed' in outcome) throw new Error(`${script} did not start: ${outcome.failed}`);
    return `http://127.0.0.1:${outcome.port}`;
  }

  /** @param {string} origin */
  async function connectionString(origin) {
    await azurite();
    const { connectionString: whole, blobEndpoint } = await /** @type {NonNullable<typeof storage>} */ (
      storage
    );
    return whole.replace(new URL(blobEndpoint).origin, origin);
  }

  return {
    folder,
    azurite,
    sink: (mbits) => program('sink.mjs', ...(mbits ? [String(mbits)] : [])),
    slowWire: (target) => program('slow-wire.mjs', target),
    narrowWire: (target) => program('narrow-wire.mjs', target),
    async portalAt(origin) {
      const dataFolder = join(folder, `portal-${undo.length}`);
      const starter = spawnStarter(['--no-build'], {
        SLUICE_DATA: dataFolder,
        PORT: String(await anyFreePort()),
        AZURE_STORAGE_CONNECTION_STRING: await connectionString(origin),
      });
      undo.push(async () => {
        starter.child.kill('SIGTERM');
        await starter.exited;
      });
      return runtimeFacts(dataFolder, starter, startLimitMs);
    },
    async containerUrl(container = peersContainer) {
      const client = BlobServiceClient.fromConnectionString(
        await connectionString(await azurite()),
      ).getContainerClient(container);
      await client.createIfNotExists();
      const permissions = ContainerSASPermissions.parse('racwdl');
      const expiresOn = new Date(Date.now() + 24 * 3_600_000);
      return client.generateSasUrl({ permissions, expiresOn, version: '2025-11-05' });
    },
    alsoClose: (step) => void undo.push(step),
    async close() {
      for (const step of undo.splice(0).reverse()) await step();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
