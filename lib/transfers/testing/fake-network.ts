import type { Network } from '../ports.ts';

/** A network that can be cut and restored. */
export function fakeNetwork(): Network & { cut(): void; restore(): void } {
  let up = true;
  let wake = () => {};
  let back = Promise.resolve();
  return {
    online: () => up,
    restored: () => back,
    cut() {
      up = false;
      back = new Promise((resolve) => {
        wake = resolve;
      });
    },
    restore() {
      up = true;
      wake();
    },
  };
}
