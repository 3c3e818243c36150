// @ts-check
/** @typedef {ReturnType<typeof import('../report.mjs').rowsOf>[number]} Row */

const width = 760;
const left = 190;
const right = 150;
const barHeight = 18;
const barGap = 5;
const groupGap = 30;

/**
 * A chart of medians as SVG: a group of bars for each metric, Sluice first, and behind each other bar how many times as
 * fast Sluice is. Readable on white and on black.
 * @param {Row[]} rows
 */
export function chartOf(rows) {
  const groups = groupsOf(rows);
  let y = 10;
  const drawn = groups.map((group) => {
    const [svg, height] = drawGroup(group, y);
    y += height + groupGap;
    return svg;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y - groupGap + 10}" width="${width}" role="img" aria-label="Transfers of Sluice beside others">
<style>
  text { font: 13px system-ui, sans-serif; fill: #1f2328; }
  .metric { font-weight: 600; }
  .figure { font-variant-numeric: tabular-nums; }
  .other { fill: #8c959f; }
  .own { fill: #0969da; }
  @media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .other { fill: #6e7681; } .own { fill: #4493f8; } }
</style>
${drawn.join('\n')}
</svg>
`;
}

/** @param {Row[]} rows */
function groupsOf(rows) {
  const metrics = [...new Set(rows.map(({ metric }) => metric))];
  return metrics.map((metric) => {
    const own = rows.filter((row) => row.metric === metric);
    const [first] = own;
    if (!first) throw new Error('A metric has a row.');
    const { unit, higherIsBetter, subject, subjectMedian } = first;
    const others = own.map(({ against, againstMedian, ratio }) => ({
      name: shortName(against),
      value: againstMedian,
      note: `${ratio.toFixed(2)} ×`,
    }));
    return {
      title: `${metric}, ${unit} (${higherIsBetter ? 'more' : 'less'} is better)`,
      bars: [{ name: shortName(subject), value: subjectMedian, note: '' }, ...others],
    };
  });
}

/** Samples are named "part: subject". @param {string} sample */
function shortName(sample) {
  return sample.slice(sample.indexOf(': ') + 2);
}

/** @param {ReturnType<typeof groupsOf>[number]} group @param {number} top @returns {[string, number]} */
function drawGroup({ title, bars }, top) {
  const most = Math.max(...bars.map(({ value }) => value));
  const lines = bars.map(({ name, value, note }, index) => {
    const y = top + 26 + index * (barHeight + barGap);
    const length = Math.max(1, (value / most) * (width - left - right));
    const figure = value >= 100 ? value.toFixed(0) : value.toPrecision(3);
    return [
      `<text x="${left - 8}" y="${y + 13}" text-anchor="end">${escaped(name)}</text>`,
      `<rect class="${index === 0 ? 'own' : 'other'}" x="${left}" y="${y}" width="${length.toFixed(1)}" height="${barHeight}" rx="2"/>`,
      `<text class="figure" x="${(left + length + 6).toFixed(1)}" y="${y + 13}">${figure}${note ? ` · ratio ${note}` : ''}</text>`,
    ].join('');
  });
  const heading = `<text class="metric" x="0" y="${top + 14}">${escaped(title)}</text>`;
  return [[heading, ...lines].join('\n'), 26 + bars.length * (barHeight + barGap)];
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
