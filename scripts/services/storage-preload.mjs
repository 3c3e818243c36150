// @ts-check
// Preloaded into the embedded storage.
import { createRequire } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import { acquireFolderLock } from '../../server/platform/folder-lock.mjs';
import { packageFile } from '../setup/places.mjs';
import { findByName } from './find-by-name.mjs';

if (isMainThread && process.env.SLUICE_DATA) {
  // Two of them on one folder would overwrite each other's records. The lock lives as long as the process and needs no
  // release; what is left behind counts as free.
  await acquireFolderLock(process.env.SLUICE_DATA, 'storage.lock');
  findByName(createRequire(packageFile('azurite/package.json'))('lokijs'));
}
