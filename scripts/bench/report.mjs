// @ts-check
/**
 * @typedef {Record<string, number>} Samples what one round measured, by name
 *
 * @typedef {object} Comparison
 * @property {string} metric
 * @property {string} unit
 * @property {string} subject name of a sample
 * @property {string} against name of a sample
 * @property {boolean} higherIsBetter
 *
 * @typedef {object} Bench
 * @property {string} about one line
 * @property {number} rounds how many where nobody says
 * @property {Record<string, { type: 'string' }>} [options] of its own on the command line
 * @property {Comparison[] | ((samples: Samples[]) => Comparison[])} comparisons
 * @property {(round: number, values: Record<string, string | undefined>) => Promise<Samples>} round measures everything
 * once, so that rounds interleave
 * @property {(samples: Samples[], values: Record<string, string | undefined>) => Promise<void>} [finish]
 */

/** @param {number[]} values at least one */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) throw new Error('A median needs a value.');
  return (low + high) / 2;
}

/**
 * @param {Comparison[]} comparisons @param {Samples[]} samples
 */
export function rowsOf(comparisons, samples) {
  return comparisons.map(({ metric, unit, subject, against, higherIsBetter }) => {
    const subjectMedian = median(valuesOf(samples, subject));
    const againstMedian = median(valuesOf(samples, against));
    const ratio = subjectMedian / againstMedian;
    return { metric, unit, subject, against, subjectMedian, againstMedian, ratio, higherIsBetter };
  });
}

/**
 * Medians with their spread, and the ratio of each pair.
 * @param {Comparison[]} comparisons @param {Samples[]} samples
 */
export function tableOf(comparisons, samples) {
  const lines = rowsOf(comparisons, samples).map(
    ({ metric, unit, subject, against, ratio, higherIsBetter }) => {
      const better = higherIsBetter ? 'higher is better' : 'lower is better';
      const sides = [subject, against].map(
        (name) => `  ${name}: ${spreadOf(valuesOf(samples, name))} ${unit}`,
      );
      return [`${metric} (${better})`, ...sides, `  ratio: ${ratio.toPrecision(3)}`].join('\n');
    },
  );
  return lines.join('\n');
}

/** @param {number[]} values */
function spreadOf(values) {
  return `${shown(median(values))} (${shown(Math.min(...values))} to ${shown(Math.max(...values))})`;
}

/** @param {number} value */
function shown(value) {
  return value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}

/** @param {Samples[]} samples @param {string} name */
function valuesOf(samples, name) {
  return samples.map((sample) => {
    const value = sample[name];
    if (value === undefined) throw new Error(`A round did not measure "${name}".`);
    return value;
  });
}
