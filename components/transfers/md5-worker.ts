import { createMD5 } from 'hash-wasm';
import type { FromHasher, ToHasher } from './hasher-messages.ts';

// Reads the file itself, one block at a time and in order, and no further than it is asked to.
const scope = self as unknown as Pick<DedicatedWorkerGlobalScope, 'postMessage' | 'addEventListener'>;
let wanted = 0;
let wake = () => {};

scope.addEventListener('message', ({ data }: MessageEvent<ToHasher>) => {
  if (data.type === 'more') {
    wanted++;
    wake();
    return;
  }
  wanted = data.ahead;
  hashFile(data.file, data.blockSize).catch((error: unknown) => {
    // Reading alone throws a DOMException; anything else is no fault of the file.
    tell(error instanceof DOMException ? { type: 'unreadable' } : { type: 'failed', message: String(error) });
  });
});

async function hashFile(file: File, blockSize: number): Promise<void> {
  const [whole, block] = [await createMD5(), await createMD5()];
  for (let start = 0; start < file.size; start += blockSize) {
    while (wanted === 0)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    wanted--;
    const bytes = new Uint8Array(await file.slice(start, start + blockSize).arrayBuffer());
    whole.update(bytes);
    tell({ type: 'block', index: start / blockSize, md5: block.init().update(bytes).digest('binary') });
  }
  tell({ type: 'whole', md5: whole.digest('binary') });
}

function tell(message: FromHasher): void {
  scope.postMessage(message);
}
