import { createLanes } from '#lib/transfers/lanes.ts';
import type { Source } from '#lib/transfers/ports.ts';
import { createBlobRequests } from './blob-requests.ts';
import { browserClock } from './browser-clock.ts';
import { browserNetwork } from './browser-network.ts';
import { createFrameSender } from './storage-frame.ts';

// Blocks and small files on their way at once, and files under way at once, over all uploads of this page. A browser
// opens six connections to one host at most.
export const blockLanes = createLanes(6);
export const fileLanes = createLanes(4);
/** Blocks hashed before a lane asks for them. */
export const hashAhead = blockLanes.width + 2;

export const frameSender = createFrameSender();

export const surroundings = {
  storage: createBlobRequests(frameSender.send),
  network: browserNetwork,
  clock: browserClock,
  random: Math.random,
};

export function sourceOf(file: File, contentType = typeOf(file)): Source {
  const { size } = file;
  return {
    size,
    contentType,
    // A slice is registered with the browser's process, which is waited for; and a file that is sent whole, the process
    // for the network reads from the disk by itself.
    slice: (start, end) => (start === 0 && end === size ? file : file.slice(start, end)),
  };
}

function typeOf({ type }: File): string {
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream';
}
