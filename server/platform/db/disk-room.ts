import type { PGlite } from '@electric-sql/pglite';

/**
 * The embedded database takes 16 MiB at once for its log. Where that fails it gives one error and then never answers
 * again, and the portal with it, as they share a thread (PGlite 0.5 on a full tmpfs). So it must not come to that.
 */
const leastFree = 64 * 1024 * 1024;

/** Fails as PostgreSQL does on a full disk (SQLSTATE 53100). */
export class DiskFullError extends Error {
  override readonly name = 'DiskFullError';
  readonly code = '53100';
}

/** Bytes that may be written below `folder`. */
export type FreeBytes = (folder: string) => number;

/** Throws a `DiskFullError` where the disk is all but full. */
export function mustHaveRoom(folder: string, free: FreeBytes): void {
  if (free(folder) < leastFree)
    throw new DiskFullError(
      `The disk of ${folder} has less than 64 MiB left, which the embedded database needs; make room and start again.`,
    );
}

/** While the disk is all but full, reading alone goes through. */
export function refuseWhereFull(client: PGlite, folder: string, free: FreeBytes): void {
  const { query, exec, transaction } = client;
  client.query = async (sql, ...rest) => {
    if (!/^\s*\(*select\b/i.test(sql)) mustHaveRoom(folder, free);
    return query.call(client, sql, ...rest) as never;
  };
  client.exec = async (...all) => {
    mustHaveRoom(folder, free);
    return exec.apply(client, all);
  };
  client.transaction = async (run) => {
    mustHaveRoom(folder, free);
    return transaction.call(client, run) as never;
  };
}
