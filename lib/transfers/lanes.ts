/** A limit on how many requests run at once, shared by all uploads of a page. */
export interface Lanes {
  readonly width: number;
  /** Runs `task` once a lane is free; first come, first served. Rejects with the signal's reason while queueing. */
  run<T>(signal: AbortSignal, task: () => Promise<T>): Promise<T>;
}

export function createLanes(width: number): Lanes {
  let free = width;
  const queue: (() => void)[] = [];

  function take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (free > 0) {
      free--;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      function enter() {
        signal.removeEventListener('abort', leave);
        resolve();
      }
      function leave() {
        queue.splice(queue.indexOf(enter), 1);
        reject(signal.reason);
      }
      signal.addEventListener('abort', leave, { once: true });
      queue.push(enter);
    });
  }

  function give() {
    const next = queue.shift();
    if (next) next();
    else free++;
  }

  return {
    width,
    async run(signal, task) {
      await take(signal);
      try {
        return await task();
      } finally {
        give();
      }
    },
  };
}
