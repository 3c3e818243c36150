const MiB = 1024 * 1024;

/** What one request asks for while several run, in bytes. */
export const pieceBytes = 8 * MiB;
/** How far bytes may arrive ahead of the first one that is still missing: all that is kept in memory. */
export const windowBytes = 48 * MiB;
/**
 * The same of one stream, whose bytes are in order anyway. Little, so that they are written while the processor's cache
 * still holds them.
 */
export const streamWindowBytes = 4 * MiB;
/** Smaller files come as one stream: several would not pay for being begun. */
export const leastToDivide = 4 * pieceBytes;

/** Bytes [start, end). */
export interface Piece {
  start: number;
  end: number;
}

/**
 * What the next request asks for, where bytes up to `next` are asked for and up to `delivered` are through: all the rest
 * while one stream runs, else a piece within the window. Undefined where nothing is left or the window is full.
 */
export function nextPiece(at: {
  next: number;
  delivered: number;
  size: number;
  width: number;
}): Piece | undefined {
  if (at.next >= at.size) return undefined;
  if (at.width === 1) return { start: at.next, end: at.size };
  if (at.next - at.delivered >= windowBytes) return undefined;
  return { start: at.next, end: Math.min(at.next + pieceBytes, at.size) };
}

/** Where a long stream that has come to `position` ends from now on, so that others can take what follows. */
export function shortened({ end }: Piece, position: number): number {
  return end - position > 2 * pieceBytes ? position + pieceBytes : end;
}
