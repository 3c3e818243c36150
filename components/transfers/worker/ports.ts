import { createLanes } from '#lib/transfers/lanes.ts';
import type { Source } from '#lib/transfers/ports.ts';
import { createBlobRequests } from './blob-requests.ts';
import { browserClock } from './browser-clock.ts';
import { browserNetwork } from './browser-network.ts';

// Blocks and small files on their way at once, and files under way at once, over all uploads of this page. A browser
// opens six connections to one host at most.
export const blockLanes = createLanes(6);
export const fileLanes = createLanes(4);
/** Blocks hashed before a lane asks for them. */
export const hashAhead = blockLanes.width + 2;

export const surroundings = {
  storage: createBlobRequests(),
  network: browserNetwork,
  clock: browserClock,
  random: Math.random,
};

export function sourceOf(file: File, contentType = typeOf(file)): Source {
  return { size: file.size, contentType, slice: (start, end) => file.slice(start, end) };
}

function typeOf({ type }: File): string {
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream';
}
