/** A whole number with its thousands marked: `48,842`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** A number of things: `1 file`, `148 files`. */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${count === 1 ? noun : `${noun}s`}`;
}
