const MiB = 1024 * 1024;

/** A read of what is written at once: it is still in the processor's cache then. */
export const quickRead = MiB;
/** A read of what the browser's own process writes, to which each write costs the same whatever it brings. */
export const largeRead = 4 * MiB;

/** Kept of each size, at most; as many as are on their way to the hash and back. */
const mostKept = 16 * MiB;

const free = new Map<number, ArrayBuffer[]>([
  [quickRead, []],
  [largeRead, []],
]);

/**
 * Room for a read of so many bytes. That of a full read comes from buffers that were given back: a fresh one is zeroed and
 * paged in before the first byte.
 */
export function takeBuffer(bytes: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(free.get(bytes)?.pop() ?? new ArrayBuffer(bytes));
}

/** Whose bytes nobody reads any more. */
export function giveBack(buffer: ArrayBuffer): void {
  const kept = free.get(buffer.byteLength);
  if (kept && (kept.length + 1) * buffer.byteLength <= mostKept) kept.push(buffer);
}
