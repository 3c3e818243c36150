import type { Network } from '#lib/transfers/ports.ts';

export const browserNetwork: Network = {
  online: () => navigator.onLine,
  restored(signal) {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      if (navigator.onLine) return resolve();
      function end(settle: () => void) {
        self.removeEventListener('online', back);
        signal.removeEventListener('abort', abort);
        settle();
      }
      const back = () => end(resolve);
      const abort = () => end(() => reject(signal.reason));
      self.addEventListener('online', back);
      signal.addEventListener('abort', abort);
    });
  },
};
