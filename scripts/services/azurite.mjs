// @ts-check
import { randomBytes } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFile } from '../setup/places.mjs';
import { Refusal } from '../setup/refusal.mjs';
import { freePortFrom } from './free-port.mjs';
import { startService } from './service.mjs';
import { readStorageFile, writeStorageFile } from './storage-file.mjs';

const host = '127.0.0.1';
const account = 'sluice';
const defaultPort = 10_000;

/**
 * Starts the embedded blob storage on loopback. Its account key and, where still free, its port stay the same from
 * start to start: links to blobs outlive a restart.
 * @param {string} dataFolder
 */
export async function startAzurite(dataFolder) {
  const kept = await readStorageFile(dataFolder);
  const key = kept.key ?? randomBytes(64).toString('base64');
  await closeToOthers(join(dataFolder, 'blobs'));
  let port = await freePortFrom(kept.port ?? defaultPort, host);
  for (;;) {
    // Written before the start: a key in use is never lost.
    await writeStorageFile(dataFolder, { account, key, port });
    const service = spawnAzurite(dataFolder, key, port);
    const outcome = await service.listening;
    if ('port' in outcome) return { service, ...addressOf(port, key) };
    await service.ended;
    // Somebody took the port since we looked.
    if (outcome.failed !== 'EADDRINUSE') throw new Refusal(`The embedded storage ended (${outcome.failed}).`);
    port = await freePortFrom(port + 1, host);
  }
}

/** A data folder that was there before may be open to the whole machine; what is in it must not be. @param {string} folder */
async function closeToOthers(folder) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Not every file system knows modes; the storage works there all the same.
  await chmod(folder, 0o700).catch(() => {});
}

/**
 * V8 makes the heap of an idle program small, and from then on collects all garbage every few chunks of a transfer: most of
 * its work is that then. With these (and one more in `storage-preload.mjs`) it collects hardly ever.
 */
const keepsItsHeap = ['--no-memory-reducer', '--initial-old-space-size=128'];

/** @param {string} dataFolder @param {string} key @param {number} port */
function spawnAzurite(dataFolder, key, port) {
  const preload = new URL('./storage-preload.mjs', import.meta.url).href;
  const options = [
    ...['--blobHost', host, '--blobPort', String(port), '--location', join(dataFolder, 'blobs')],
    ...['--silent', '--skipApiVersionCheck', '--disableTelemetry'],
  ];
  return startService({
    name: 'storage',
    program: [...keepsItsHeap, '--import', preload, packageFile('azurite/dist/src/blob/main.js'), ...options],
    // By the environment: a command line can be read by everybody on the machine.
    env: {
      ...process.env,
      AZURITE_ACCOUNTS: `${account}:${key}`,
      SLUICE_DATA: dataFolder,
      NODE_NO_WARNINGS: '1',
    },
    onLine: () => {},
  });
}

/** @param {number} port @param {string} key */
function addressOf(port, key) {
  const blobEndpoint = `http://${host}:${port}/${account}`;
  const fields = {
    DefaultEndpointsProtocol: 'http',
    AccountName: account,
    AccountKey: key,
    BlobEndpoint: blobEndpoint,
  };
  const connectionString = Object.entries(fields).map(([name, value]) => `${name}=${value};`);
  return { blobEndpoint, connectionString: connectionString.join('') };
}
