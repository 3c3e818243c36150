/** Lets whoever waits look again. A ring that nobody waits for is lost: look first, then wait. */
export function createBell() {
  let waiting: (() => void)[] = [];
  return {
    ring(): void {
      const wake = waiting;
      waiting = [];
      for (const go of wake) go();
    },
    rung(): Promise<void> {
      return new Promise((resolve) => waiting.push(resolve));
    },
  };
}
