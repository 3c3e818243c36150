import type { Progress, Sink } from './ports.ts';

/** An MD5 on its way, maybe in another thread. What is asked is answered of all bytes given before. */
export interface RunningHash {
  /** Takes up a state that `save` told; false where it is none. */
  load(state: Uint8Array): Promise<boolean> | boolean;
  /** Takes the next bytes, and maybe their buffer. To be awaited: it holds whoever is too far ahead. */
  update(bytes: Uint8Array): Promise<void> | void;
  save(): Promise<Uint8Array> | Uint8Array;
  /** Lower-case hexadecimal; the last call. */
  digest(): Promise<string> | string;
}

/** Where a file is written and hashed, from its beginning to its end. Throws `SinkFailure`. */
export interface HashedSink {
  /**
   * Takes up what an earlier run has left, reading it where its hash is not known; answers how many bytes stay. Aborted
   * while it reads, it rejects, and `keep` has nothing to add to what is known of it.
   */
  begin(former: Progress | undefined, signal: AbortSignal): Promise<number>;
  /** Takes the next bytes, and maybe their buffer. To be awaited. Nothing is written after a write that failed. */
  write(bytes: Uint8Array): Promise<void>;
  /**
   * What of the bytes taken so far outlasts the page, where that is more than before. With `now` it is made to, at
   * whatever cost. Need not be awaited before the next `write`.
   */
  keep(now: boolean): Promise<Progress | undefined>;
  /** MD5 of all bytes, lower-case hexadecimal. */
  digest(): Promise<string>;
  /** The whole file is there for others. */
  close(): Promise<void>;
  /** Closes it and leaves nothing behind. */
  discard(): Promise<void>;
}

const readBytes = 4 * 1024 * 1024;

/** Bytes are written first, then hashed: what is noted to go on from is always of bytes that were written. */
export function hashedSink(sink: Sink, hash: RunningHash): HashedSink {
  let done = 0;
  let begun = false;
  let failure: { error: unknown } | undefined;
  /** A copy that is kept is closed first: no write may come between. */
  let keeping: Promise<unknown> = Promise.resolve();

  /** What is there is read again where its hash is not known, or was made by another build. */
  async function takenUp(former: Progress | undefined, signal: AbortSignal): Promise<number> {
    if (!former || (former.hash && (await hash.load(former.hash)))) return former?.done ?? 0;
    for (let at = 0; at < former.done; ) {
      signal.throwIfAborted();
      const bytes = await sink.read(at, Math.min(readBytes, former.done - at));
      const { length } = bytes;
      if (length === 0) return at;
      await hash.update(bytes);
      at += length;
    }
    return former.done;
  }

  return {
    async begin(former, signal) {
      done = await takenUp(former, signal);
      await sink.truncate(done);
      begun = true;
      return done;
    },
    async write(bytes) {
      await keeping;
      if (failure) throw failure.error;
      const { length } = bytes;
      try {
        await sink.write(done, bytes);
        await hash.update(bytes);
        done += length;
      } catch (error) {
        failure = { error };
        throw error;
      }
    },
    async keep(now) {
      if (!begun) return undefined;
      const keep = async () => {
        const kept = await sink.keep(done, now);
        // Asked for before the next write, whenever it is answered.
        return kept && { ...kept, done, state: hash.save() };
      };
      const kept = keep();
      keeping = kept.catch(() => {});
      const progress = await kept;
      if (!progress) return undefined;
      const { state, ...rest } = progress;
      return { ...rest, hash: await state };
    },
    digest: async () => hash.digest(),
    close: () => sink.close(),
    discard: () => sink.discard(),
  };
}
