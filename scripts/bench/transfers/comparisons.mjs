// @ts-check
/**
 * @typedef {object} Title
 * @property {string} key begins the names of its samples
 * @property {string} metric
 * @property {string} unit
 * @property {string} subject
 * @property {boolean} higherIsBetter
 */

/** @type {Title[]} */
const titles = [
  ['upload', 'upload to the embedded storage', 'MiB/s', 'Sluice', true],
  ['sink', 'upload to a sink that keeps nothing', 'MiB/s', 'Sluice', true],
  ['gigabit', 'upload to the sink over a line of 1 Gbit/s', 'MiB/s', 'Sluice', true],
  ['slow upload', 'upload with 40 ms of delay, 1 % of requests lost', 'MiB/s', 'Sluice', true],
  ['download', 'download from the embedded storage', 'MiB/s', 'Sluice, verified', true],
  ['slow download', 'download with 40 ms of delay, 1 % of requests lost', 'MiB/s', 'Sluice, verified', true],
  ['narrow upload', 'upload over a line of 250 Mbit/s', 'MiB/s', 'Sluice', true],
  ['narrow download', 'download over a line of 250 Mbit/s', 'MiB/s', 'Sluice, verified', true],
  ['small files', 'files of 50 KiB, uploaded as one folder', 'files/s', 'Sluice', true],
  [
    'first small files',
    'files of 50 KiB, uploaded as one folder, just after the start',
    'files/s',
    'Sluice',
    true,
  ],
  [
    'slow small files',
    'files of 50 KiB, uploaded with 40 ms of delay, 1 % of requests lost',
    'files/s',
    'Sluice',
    true,
  ],
  ['many', 'files of 50 KiB, downloaded as one zip', 'files/s', 'Sluice, zip', true],
  ['many', 'files of 50 KiB, downloaded into a folder', 'files/s', 'Sluice, folder', true],
  [
    'slow many',
    'files of 50 KiB, as one zip with 40 ms of delay, 1 % of requests lost',
    'files/s',
    'Sluice, zip',
    true,
  ],
  [
    'slow many',
    'files of 50 KiB, into a folder with 40 ms of delay, 1 % of requests lost',
    'files/s',
    'Sluice, folder',
    true,
  ],
  ['memory', "growth of the page's process in a large upload", 'MiB', 'Sluice', false],
  ['longest task', 'longest task of the main thread in an upload', 'ms', 'Sluice', false],
].map(
  ([key, metric, unit, subject, higherIsBetter]) =>
    /** @type {Title} */ ({ key, metric, unit, subject, higherIsBetter }),
);

/**
 * Sluice beside each of the others, as far as they were measured.
 * @param {import('../report.mjs').Samples[]} samples @returns {import('../report.mjs').Comparison[]}
 */
export function comparisonsOf(samples) {
  const names = Object.keys(samples[0] ?? {});
  return titles.flatMap(({ key, subject, ...title }) =>
    names
      .filter((name) => name.startsWith(`${key}: `) && !name.startsWith(`${key}: Sluice`))
      .sort()
      .map((against) => ({ ...title, subject: `${key}: ${subject}`, against })),
  );
}
