/** Says that this browser may hold downloads that were interrupted; so that pages without any need not look. */
const mark = 'sluice-downloads';

export function markInterruptible(): void {
  try {
    localStorage.setItem(mark, '1');
  } catch {
    // Without it nothing is offered after a reload; the download itself goes on.
  }
}

export function mayBeInterrupted(): boolean {
  try {
    return localStorage.getItem(mark) !== null;
  } catch {
    return false;
  }
}

export function unmark(): void {
  try {
    localStorage.removeItem(mark);
  } catch {
    // It is looked at once more, that is all.
  }
}
