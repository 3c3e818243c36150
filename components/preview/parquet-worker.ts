import { readParquet } from '#lib/preview/parquet/read-parquet.ts';
import type { FromParquet, ToParquet } from './parquet-messages.ts';

// Decodes files by strangers, apart from the page; who began it ends it (read-parquet-beside.ts).

const waiting = new Map<number, (bytes: Uint8Array) => void>();
let asked = 0;

self.onmessage = ({ data }: MessageEvent<ToParquet>) => {
  if (data.type === 'read') {
    // An error that nobody caught is told to who began the thread.
    read(data.size).catch(reportError);
  } else {
    waiting.get(data.ask)?.(data.bytes);
    waiting.delete(data.ask);
  }
};

async function read(size: number): Promise<void> {
  const source = {
    size,
    readRange: (start: number, end: number) =>
      new Promise<Uint8Array>((resolve) => {
        asked += 1;
        waiting.set(asked, resolve);
        tell({ type: 'ask', ask: asked, start, end });
      }),
  };
  tell({ type: 'done', preview: await readParquet(source, new AbortController().signal) });
}

function tell(message: FromParquet): void {
  self.postMessage(message);
}
