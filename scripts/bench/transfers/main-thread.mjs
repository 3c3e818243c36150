// @ts-check
// Both run in a page.

/** Notes every task of the main thread that is long enough to be told: 50 ms and more. */
export function watchTasks() {
  /** @type {number[]} */
  const durations = [];
  Object.assign(globalThis, { longTasks: durations });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) durations.push(duration);
  }).observe({ type: 'longtask' });
}

/** The longest, in ms; 50 stands for all that are shorter, as the browser does not tell them. */
export function longestTask() {
  const { longTasks } = /** @type {{ longTasks: number[] }} */ (/** @type {unknown} */ (globalThis));
  return Math.max(50, ...longTasks);
}
