// @ts-check
/** Names come from the portal: what would steer the terminal, or turn the order of signs, is not printed. */
const hidden = /[\p{Cc}\p{Bidi_Control}]/gu;
const everyMs = 10_000;
const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

/**
 * Counts and tells how a copy goes: a line for each version that is done and each failure, every 10 s where it stands,
 * at the end a summary.
 * @param {{ moved: string, skipped: string }} words e.g. downloaded, "there already"
 * @param {(line: string) => void} [print]
 */
export function createProgress({ moved, skipped }, print = console.log) {
  /** @param {string} line */
  const tell = (line) => print(line.replaceAll(hidden, '\ufffd'));
  const counts = { datasets: 0, versions: 0, skipped: 0, failed: 0, bytes: 0 };
  const timer = setInterval(
    () => print(`… ${counts.versions} versions, ${bytesInWords(counts.bytes)} so far`),
    everyMs,
  );
  timer.unref();
  return {
    counts,
    /** @param {number} bytes */
    bytes: (bytes) => {
      counts.bytes += bytes;
    },
    dataset: () => {
      counts.datasets += 1;
    },
    /** @param {string} what @param {number} size */
    version(what, size) {
      counts.versions += 1;
      tell(`✓ ${what} (${bytesInWords(size)})`);
    },
    /** @param {string} what @param {number} [versions] */
    skip(what, versions = 1) {
      counts.skipped += versions;
      tell(`= ${what}`);
    },
    /** @param {string} what @param {string} reason */
    fail(what, reason) {
      counts.failed += 1;
      tell(`✗ ${what}: ${reason}`);
    },
    /** @param {string} line */
    note: tell,
    summary() {
      clearInterval(timer);
      const { datasets, versions, bytes, failed } = counts;
      print(
        `\n${datasets} datasets · ${versions} versions ${moved}, ${bytesInWords(bytes)} · ${counts.skipped} ${skipped} · ${failed} failed`,
      );
    },
  };
}

/** @typedef {ReturnType<typeof createProgress>} Progress */

/** Three digits and a decimal unit, as on the portal's pages. @param {number} bytes */
export function bytesInWords(bytes) {
  let value = bytes;
  let unit = 0;
  while (unit < units.length - 1 && Number(value.toPrecision(3)) >= 1000) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : Number(value.toPrecision(3))} ${units[unit]}`;
}
