const leastMs = 60_000;
/** What is at stake must have taken so many times as long as keeping all does. */
const atLeast = 2;
/** Bytes that a browser reads once more and copies in a second, when it closes a picked file and opens it again. */
const rate = 128 * 1024 * 1024;

/**
 * Whether `length` bytes of a picked file are to outlast the page by now, where `kept` of them do since `elapsedMs`. At up
 * to some 30 MiB a second the first minute is kept, then each doubling, so that a minute is lost, or half of what is there.
 * From there on it is ever more rarely, as keeping takes ever more of the time that it saves; from 64 MiB a second on nothing
 * is kept before the end.
 */
export function isWorthKeeping(at: { length: number; kept: number; elapsedMs: number }): boolean {
  const costMs = (at.length / rate) * 1000;
  return at.elapsedMs >= Math.max(leastMs, atLeast * costMs) && at.length >= 2 * at.kept;
}
