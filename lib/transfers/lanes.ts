/** Parts of a lane: a request takes all of them, or one where it is small. */
const parts = 3;

/** A limit on how many requests run at once, shared by all uploads of a page. */
export interface Lanes {
  /** Requests at once; of `small` ones three times as many, so that who sends them always has the next at hand. */
  readonly width: number;
  /** Runs `task` once a lane is free; first come, first served. Rejects with the signal's reason while queueing. */
  run<T>(signal: AbortSignal, task: () => Promise<T>, size?: 'small'): Promise<T>;
}

export function createLanes(width: number): Lanes {
  let free = width * parts;
  let queue: { needs: number; enter: () => void }[] = [];

  function admit() {
    for (let next = queue[0]; next && next.needs <= free; next = queue[0]) {
      queue.shift();
      free -= next.needs;
      next.enter();
    }
  }

  function take(signal: AbortSignal, needs: number): Promise<void> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      function enter() {
        signal.removeEventListener('abort', leave);
        resolve();
      }
      function leave() {
        queue = queue.filter((waiting) => waiting.enter !== enter);
        reject(signal.reason);
        // It may have kept smaller ones waiting behind it.
        admit();
      }
      signal.addEventListener('abort', leave, { once: true });
      queue.push({ needs, enter });
      admit();
    });
  }

  return {
    width,
    async run(signal, task, size) {
      const needs = size === 'small' ? 1 : parts;
      await take(signal, needs);
      try {
        return await task();
      } finally {
        free += needs;
        admit();
      }
    },
  };
}
