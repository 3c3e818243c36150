/** Bytes of the largest read. */
export const fullRead = 1024 * 1024;
/** As many as are on their way to the hash and back; more would only be kept. */
const mostFree = 16;

const free: ArrayBuffer[] = [];

/**
 * Room for a read of so many bytes. Full ones come from buffers that were given back: a fresh one is zeroed and paged in
 * before the first byte.
 */
export function takeBuffer(bytes: number): Uint8Array<ArrayBuffer> {
  return bytes === fullRead ? new Uint8Array(free.pop() ?? new ArrayBuffer(bytes)) : new Uint8Array(bytes);
}

/** Whose bytes nobody reads any more. */
export function giveBack(buffer: ArrayBuffer): void {
  if (buffer.byteLength === fullRead && free.length < mostFree) free.push(buffer);
}
