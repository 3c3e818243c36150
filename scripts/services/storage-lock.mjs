// @ts-check
// Preloaded into the embedded storage: two of them on one folder would overwrite each other's records. The lock lives
// as long as the process and needs no release; what is left behind counts as free.
import { isMainThread } from 'node:worker_threads';
import { acquireFolderLock } from '../../server/platform/folder-lock.mjs';

if (isMainThread && process.env.SLUICE_DATA) await acquireFolderLock(process.env.SLUICE_DATA, 'storage.lock');
