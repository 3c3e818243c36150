import type { Network } from '#lib/transfers/ports.ts';

/** The event may pass a worker by; then its own word is found within this time. */
const lookAgainMs = 1000;

export const browserNetwork: Network = {
  online: () => navigator.onLine,
  restored(signal) {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      if (navigator.onLine) return resolve();
      function end(settle: () => void) {
        clearInterval(timer);
        self.removeEventListener('online', look);
        signal.removeEventListener('abort', abort);
        settle();
      }
      const look = () => navigator.onLine && end(resolve);
      const abort = () => end(() => reject(signal.reason));
      const timer = setInterval(look, lookAgainMs);
      self.addEventListener('online', look);
      signal.addEventListener('abort', abort);
    });
  },
};
