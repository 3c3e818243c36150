const leastMs = 60_000;
/** What is kept must have taken so many times as long as keeping it does. */
const atLeast = 5;
/** Bytes that a browser reads once more and copies in a second, when it closes a picked file and opens it again. */
const rate = 128 * 1024 * 1024;

/**
 * Whether `length` bytes of a picked file are to outlast the page by now, where `kept` of them do since `elapsedMs`. On a
 * quick line they come again sooner than they are kept; on a slow one about a minute is lost, or half of what is there.
 */
export function isWorthKeeping(at: { length: number; kept: number; elapsedMs: number }): boolean {
  const costMs = (at.length / rate) * 1000;
  return at.elapsedMs >= Math.max(leastMs, atLeast * costMs) && at.length >= 2 * at.kept;
}
