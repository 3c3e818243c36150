import type { PGlite } from '@electric-sql/pglite';

const minute = 60_000;
const roundsInHour = 60;
/** So much of the log is written at most before what it says is in the tables too, and it can be used anew. */
const logBytes = 16 * 1024 * 1024;

/** What PGlite is started with: its log would be kept up to 1 GB else, once it was that long. */
export const shortLog = ['-c', 'max_wal_size=64MB', '-c', 'min_wal_size=32MB'];

/**
 * Does for PGlite, which is one process, what others do beside PostgreSQL: vacuums (without statistics a long list is planned
 * as if it were empty), and writes checkpoints, without which its log grows for ever and the next start reads all of it.
 * What fails, as on a full disk, the next round does.
 */
export async function keepTidy(client: PGlite): Promise<{ stop(): Promise<void> }> {
  const checkpoint = async () => {
    await client.exec('checkpoint');
  };
  const tidy = async () => {
    await client.exec('vacuum analyze');
    await checkpoint();
  };
  const shorten = async () => {
    const { rows } = await client.query<{ isLong: boolean }>(
      `select pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) > $1 as "isLong" from pg_control_checkpoint()`,
      [logBytes],
    );
    if (rows[0]?.isLong) await checkpoint();
  };
  await tidy();
  let round = 0;
  const timer = setInterval(() => {
    round += 1;
    const work = round % roundsInHour === 0 ? tidy : shorten;
    void work().catch(() => undefined);
  }, minute);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await checkpoint().catch(() => undefined);
    },
  };
}
