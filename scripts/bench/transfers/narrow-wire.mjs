// @ts-check
// A program between clients and storage (its address is the first argument): a line of 250 Mbit/s each way, which all
// requests share.
import { createServer, request } from 'node:http';
import { Transform } from 'node:stream';
import { pacer } from './pacer.mjs';

const { hostname, port } = new URL(process.argv[2] ?? '');
const [up, down] = [pacer(250), pacer(250)];

const server = createServer((incoming, outgoing) => {
  const { method, url, headers } = incoming;
  const forward = request({ hostname, port, method, path: url, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(paced(down)).pipe(outgoing);
  });
  forward.on('error', () => outgoing.destroy());
  outgoing.on('close', () => forward.destroy());
  incoming.pipe(paced(up)).pipe(forward);
});

/** @param {(bytes: number) => number} waitFor */
function paced(waitFor) {
  return new Transform({
    transform(chunk, _encoding, done) {
      setTimeout(done, waitFor(chunk.length), null, chunk);
    },
  });
}

server.requestTimeout = 0;
server.listen(0, '127.0.0.1');
