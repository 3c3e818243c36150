// @ts-check
const pollMs = 500;

/**
 * Aborts when it is time to stop: at a signal, or at the end of the process that started this one. (npm does not pass
 * every signal on; but its end shows as a new parent.)
 * @returns {AbortSignal}
 */
export function watchForStop() {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => controller.abort());
  const parent = process.ppid;
  const poll = setInterval(() => {
    if (process.ppid !== parent) controller.abort();
  }, pollMs);
  poll.unref();
  return controller.signal;
}
