// @ts-check
/** What the line did not take in so many ms it may take at once: timers come late, and lines have queues. */
const burstMs = 20;

/**
 * A line of so many Mbit/s: when it has taken so many more bytes. Answers the ms to wait for it.
 * @param {number} mbits
 */
export function pacer(mbits) {
  const bytesPerMs = (mbits * 1_000_000) / 8 / 1000;
  let freeAt = 0;
  return (/** @type {number} */ bytes) => {
    const now = performance.now();
    freeAt = Math.max(now - burstMs, freeAt) + bytes / bytesPerMs;
    return Math.max(0, freeAt - now);
  };
}
