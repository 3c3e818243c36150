// @ts-check
// All run in a page.

/** Notes every task of the main thread that is long enough to be told: 50 ms and more. */
export function watchTasks() {
  /** @type {PerformanceEntry[]} */
  const tasks = [];
  Object.assign(globalThis, { longTasks: tasks });
  new PerformanceObserver((list) => void tasks.push(...list.getEntries())).observe({ type: 'longtask' });
}

/** The longest since the last transfer's click, in ms; 50 stands for all that are shorter, as the browser does not tell them. */
export function longestTask() {
  const { longTasks } = /** @type {{ longTasks: PerformanceEntry[] }} */ (
    /** @type {unknown} */ (globalThis)
  );
  const from = performance.getEntriesByName('transfer begins').at(-1)?.startTime ?? 0;
  const during = longTasks.filter(({ startTime, duration }) => startTime + duration >= from);
  return Math.max(50, ...during.map(({ duration }) => duration));
}
