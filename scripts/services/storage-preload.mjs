// @ts-check
// Preloaded into the embedded storage.
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { isMainThread } from 'node:worker_threads';
import { acquireFolderLock } from '../../server/platform/folder-lock.mjs';
import { packageFile } from '../setup/places.mjs';
import { findByName } from './find-by-name.mjs';
import { keepRoom } from './keep-room.mjs';

const { SLUICE_DATA: dataFolder } = process.env;

if (isMainThread && dataFolder) {
  // From Node 24 on, chunks of a transfer have a limit of their own else, whatever the heap's is. Earlier ones do not know it.
  if (Number.parseInt(process.versions.node, 10) >= 24)
    setFlagsFromString('--external-memory-accounted-in-global-limit');
  // Two of them on one folder would overwrite each other's records. The lock lives as long as the process and needs no
  // release; what is left behind counts as free.
  await acquireFolderLock(dataFolder, 'storage.lock');
  const require = createRequire(packageFile('azurite/package.json'));
  findByName(require('lokijs'));
  keepRoom(
    require('./dist/src/common/persistence/FSExtentStore.js').default,
    require('./dist/src/blob/errors/StorageError.js').default,
    dataFolder,
  );
}
