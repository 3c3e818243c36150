// @ts-check
import { freeBytes, keptForRecords } from '../../server/platform/free-bytes.mjs';

/**
 * @typedef {(data: unknown, contextId?: string) => Promise<unknown>} Append
 * @typedef {new (status: number, code: string, message: string, requestId: string) => Error} StorageErrorClass
 */

/**
 * Lets Azurite refuse bytes (507) before its disk is full. On a full one it answers 500, which clients take for a passing
 * state and repeat, it keeps pieces of what failed, and it cannot write its records.
 * @param {{ prototype: { appendExtent: Append } }} ExtentStore Azurite's `FSExtentStore` @param {StorageErrorClass} StorageError
 * Azurite's @param {string} folder on that disk @param {(folder: string) => number} free
 */
export function keepRoom(ExtentStore, StorageError, folder, free = freeBytes) {
  const { appendExtent } = ExtentStore.prototype;
  /** @type {Append} */
  ExtentStore.prototype.appendExtent = async function (data, contextId) {
    if (free(folder) < keptForRecords)
      throw new StorageError(507, 'InsufficientStorage', 'The disk is all but full.', contextId ?? '');
    return appendExtent.call(this, data, contextId);
  };
}
