import type { Md5 } from '../md5/md5.ts';
import type { Progress, Sink } from './ports.ts';

/** Where a file is written and hashed, from its beginning to its end; maybe in another thread. Throws `SinkFailure`. */
export interface HashedSink {
  /**
   * Takes up what an earlier run has left, reading it where its hash is not known; answers how many bytes stay. Aborted
   * while it reads, it rejects, and `keep` has nothing to add to what is known of it.
   */
  begin(former: Progress | undefined, signal: AbortSignal): Promise<number>;
  /**
   * Takes the next bytes, and maybe their buffer. To be awaited: it holds whoever is too far ahead. That a write failed
   * may be told by a later call; nothing is written after it.
   */
  write(bytes: Uint8Array): Promise<void>;
  /** What outlasts the page, where that is more than before. With `now` it is made to, at whatever cost. */
  keep(now: boolean): Promise<Progress | undefined>;
  /** MD5 of all bytes, lower-case hexadecimal. */
  digest(): Promise<string>;
  /** The whole file is there for others. It may still be being closed then, which lasts while the disk takes it. */
  finish(): Promise<void>;
  close(): Promise<void>;
  /** Closes it and leaves nothing behind. */
  discard(): Promise<void>;
}

export type HashedHere = HashedSink & Pick<Sink, 'isThereAtOnce'>;

const readBytes = 4 * 1024 * 1024;

/** Both in this thread. */
export function hashedSink(sink: Sink, hash: Md5): HashedHere {
  let done = 0;
  let begun = false;
  let failure: { error: unknown; hashIsAhead: boolean } | undefined;

  /** What is there is read again where its hash is not known, or was made by another build. */
  async function takenUp(former: Progress | undefined, signal: AbortSignal): Promise<number> {
    if (!former || load(former.hash)) return former?.done ?? 0;
    for (let at = 0; at < former.done; ) {
      signal.throwIfAborted();
      const bytes = await sink.read(at, Math.min(readBytes, former.done - at));
      if (bytes.length === 0) return at;
      hash.update(bytes);
      at += bytes.length;
    }
    return former.done;
  }

  function load(state: Uint8Array | undefined): boolean {
    try {
      if (state) hash.load(state);
      return state !== undefined;
    } catch {
      return false;
    }
  }

  return {
    isThereAtOnce: sink.isThereAtOnce,
    async begin(former, signal) {
      done = await takenUp(former, signal);
      await sink.truncate(done);
      begun = true;
      return done;
    },
    async write(bytes) {
      if (failure) throw failure.error;
      let hashed = false;
      try {
        const written = sink.write(done, bytes);
        hash.update(bytes);
        hashed = true;
        await written;
        done += bytes.length;
      } catch (error) {
        failure = { error, hashIsAhead: hashed };
        throw error;
      }
    },
    async keep(now) {
      const kept = !begun || failure?.hashIsAhead ? undefined : await sink.keep(done, now);
      return kept && { ...kept, done, hash: hash.save() };
    },
    digest: async () => hash.digest(),
    finish: () => sink.close(),
    close: () => sink.close(),
    discard: () => sink.discard(),
  };
}
