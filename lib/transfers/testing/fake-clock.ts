import type { Clock } from '../ports.ts';

/**
 * A clock that jumps: whenever nothing else is left to do, time moves to the earliest wait. `waits` are the pauses
 * asked for, in ms.
 */
export function fakeClock(): Clock & { waits: number[]; advance(ms: number): void } {
  let time = 1_000_000;
  let ticking = false;
  const waits: number[] = [];
  const pending = new Set<{ at: number; wake: () => void }>();

  // A macrotask later every promise that could go on has gone on.
  function tick() {
    ticking = true;
    setImmediate(() => {
      ticking = false;
      const next = [...pending].sort((a, b) => a.at - b.at)[0];
      if (!next) return;
      time = Math.max(time, next.at);
      next.wake();
      if (pending.size > 0) tick();
    });
  }

  return {
    waits,
    now: () => time,
    advance(ms) {
      time += ms;
    },
    wait(ms, signal) {
      waits.push(ms);
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        function end() {
          pending.delete(entry);
          signal.removeEventListener('abort', abort);
        }
        function abort() {
          end();
          reject(signal.reason);
        }
        const entry = {
          at: time + ms,
          wake() {
            end();
            resolve();
          },
        };
        signal.addEventListener('abort', abort, { once: true });
        pending.add(entry);
        if (!ticking) tick();
      });
    },
  };
}
