import { type DBSchema, type IDBPDatabase, type OpenDBCallbacks, openDB } from 'idb';

/**
 * How to open a database of the browser's, once for all who ask. It makes way for a tab of a later release, and is opened
 * anew by the next question. Opening rejects where the browser has no storage, and while a tab of an earlier release holds
 * the database as it was: nobody is to wait for a tab that may stay open for days.
 */
export function openerOf<Schema extends DBSchema>(
  name: string,
  version: number,
  upgrade: NonNullable<OpenDBCallbacks<Schema>['upgrade']>,
  ask: typeof openDB = openDB,
): () => Promise<IDBPDatabase<Schema>> {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;

  function open(): Promise<IDBPDatabase<Schema>> {
    return new Promise((resolve, reject) => {
      ask<Schema>(name, version, {
        upgrade,
        blocked: () => reject(new Error('A tab of an earlier release holds it.')),
        blocking(_current, _wanted, event) {
          (event.target as IDBDatabase).close();
          opened = undefined;
        },
        terminated() {
          opened = undefined;
        },
      }).then(
        (database) => {
          // Also where it was blocked, once the other tab is closed.
          opened = Promise.resolve(database);
          resolve(database);
        },
        (error: unknown) => {
          opened = undefined;
          reject(error);
        },
      );
    });
  }

  return () => {
    opened ??= open();
    return opened;
  };
}
