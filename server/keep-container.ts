import { and, eq, lt, notInArray } from 'drizzle-orm';
import type { Parts } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { describeError } from '#server/platform/log.ts';
import { newId } from '#server/platform/secrets.ts';
import type { BlobStore, ContainerMark } from '#server/storage/index.ts';

const { containerMarks } = schema;
const minute = 60_000;
const day = 24 * 60 * minute;

/** How often the container is marked anew: each mark is a version where the account keeps those. */
const markEveryMs = 15 * minute;
/** Another portal that is alive has marked the container anew within this time. */
const watchMs = markEveryMs + 5 * minute;
const tellEveryMs = 60 * minute;
/** By so much this server's clock and storage's may differ: a wrong one would remove for good what can be restored yet. */
const clocksMayDifferMs = 60 * minute;

/** Whether bytes may be removed from the container. */
export interface ContainerKeeper {
  mayRemove(): Promise<boolean>;
}

/**
 * Sees to it that bytes are removed by the books of one database alone: a copy of it (a backup put back, a portal on trial)
 * takes for garbage what was confirmed since. The container bears a mark that is made anew all the time, and each database
 * remembers its own: where it finds another, its books are not the ones that go on, and it removes nothing until an operator
 * says so. One that finds its own may be a fresh copy yet: it first watches whether another portal marks it anew. But for where
 * both are in the data folder, of which one portal holds the lock: what copies one copies the other.
 * `clock`: monotonic ms.
 */
export function createContainerKeeper(
  parts: Parts<BlobStore>,
  clock: () => number = () => performance.now(),
): ContainerKeeper {
  const { db, blobs, config, log, now } = parts;
  const isInOneFolder = config.storage.embedded && config.database.kind === 'pglite';
  let seen: { mark: string; at: number } | undefined;
  let isKeeper = false;
  let markedAt = Number.NEGATIVE_INFINITY;
  const toldAt = new Map<'other' | 'clock', number>();

  async function isOurs(mark: string): Promise<boolean> {
    const rows = await db.select().from(containerMarks).where(eq(containerMarks.mark, mark));
    return rows.length > 0;
  }

  /**
   * Remembered first: a server that dies in between finds a mark of its own all the same. By storage's clock, which all servers
   * share: one whose own is wrong would forget what another makes in that moment.
   */
  async function mark(before: ContainerMark | undefined): Promise<boolean> {
    const fresh = newId();
    const at = before?.at;
    await db.insert(containerMarks).values({ mark: fresh, madeAt: at ?? now() });
    if (before && at) {
      // Not the one in place: it may stay there for long where storage lets nobody write over it.
      const old = lt(containerMarks.madeAt, new Date(at.getTime() - day));
      await db.delete(containerMarks).where(and(notInArray(containerMarks.mark, [fresh, before.mark]), old));
    }
    if (!(await blobs.putMark(fresh, before?.etag))) return false;
    seen = { mark: fresh, at: clock() };
    markedAt = clock();
    return true;
  }

  function tell(what: 'other' | 'clock', message: string): void {
    if (clock() - (toldAt.get(what) ?? Number.NEGATIVE_INFINITY) < tellEveryMs) return;
    toldAt.set(what, clock());
    const { endpoint, container } = config.storage;
    log.error({ endpoint, container }, message);
  }

  function tellOther(found: string): void {
    tell(
      'other',
      `another database keeps the books of this container, so nothing is removed from it: give this portal a container of its own, or, where its database is the one to go on with and no other portal runs, set SLUICE_CLAIM_CONTAINER=${found} and start it again`,
    );
  }

  function isTimeRight(at: Date | undefined): boolean {
    if (!at || Math.abs(now().getTime() - at.getTime()) <= clocksMayDifferMs) return true;
    tell(
      'clock',
      `this server's clock says ${now().toISOString()} and storage's ${at.toISOString()}, so nothing is removed: set this server's right`,
    );
    return false;
  }

  async function look(): Promise<boolean> {
    const found = await blobs.readMark();
    isKeeper = found ? await isKept(found) : await mark(undefined);
    return isKeeper && isTimeRight((found ?? (await blobs.readMark()))?.at);
  }

  async function isKept(found: ContainerMark): Promise<boolean> {
    if (!(await isOurs(found.mark))) {
      const isClaimed = config.storage.claimedMark === found.mark && (await mark(found));
      if (!isClaimed) tellOther(found.mark);
      return isClaimed;
    }
    // Made anew, and remembered here: by a server that shares this very database.
    const kept = isKeeper || (seen !== undefined && seen.mark !== found.mark);
    if (seen?.mark !== found.mark) seen = { mark: found.mark, at: clock() };
    if (kept && clock() - markedAt >= markEveryMs)
      // Its mark is in place, so that it is the keeper yet; a container with a retention policy lets nobody write over it.
      await mark(found).catch((error) =>
        log.warn({ error: describeError(error) }, 'the container could not be marked anew'),
      );
    else if (!kept && (isInOneFolder || clock() - seen.at >= watchMs)) return mark(found);
    return kept;
  }

  let looking: Promise<boolean> | undefined;
  return {
    /** Asked while it looks, it answers what it finds: two at once would take each other's mark for another portal's. */
    mayRemove() {
      looking ??= look().finally(() => {
        looking = undefined;
      });
      return looking;
    },
  };
}
