import type { Readable } from 'node:stream';

/**
 * A stream of Node as one of the web, read no faster than its reader asks; cancelling ends it. `Readable.toWeb` is not for
 * readers that go away: what its stream still hands over once it was cancelled is thrown where nobody catches it, which a
 * server reports as an uncaught exception (Node 20.20).
 */
export function toWebStream(body: Readable): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel() {
        // Not by the iterator: that would wait for a chunk, which a storage that is silent never sends.
        body.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}
