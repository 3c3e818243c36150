// @ts-check
/** Another beginning in each round, so that nobody always comes first. @template T @param {T[]} things @param {number} round @returns {T[]} */
export function inTurn(things, round) {
  const first = (round - 1) % Math.max(1, things.length);
  return [...things.slice(first), ...things.slice(0, first)];
}
