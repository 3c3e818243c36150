// @ts-check
// A program between clients and storage (its address is the first argument): every request and every answer is 20 ms on
// its way, at most 1 MiB of it at once, as on a line of 40 ms; and each hundredth request is lost, by a cut connection.
import { createServer, request } from 'node:http';
import { Transform } from 'node:stream';

const oneWayMs = 20;
const windowBytes = 1024 * 1024;
const lostOneIn = 100;
const { hostname, port } = new URL(process.argv[2] ?? '');
let requests = 0;

const server = createServer((incoming, outgoing) => {
  requests++;
  // The middle of a hundred, so that a short transfer does not escape by its shortness.
  if (requests % lostOneIn === lostOneIn / 2) {
    incoming.once('data', () => incoming.socket.destroy());
    incoming.once('end', () => incoming.socket.destroy());
    return;
  }
  const { method, url, headers } = incoming;
  setTimeout(() => {
    const forward = request({ hostname, port, method, path: url, headers }, (answer) => {
      setTimeout(() => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(delayLine()).pipe(outgoing);
      }, oneWayMs);
    });
    forward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => forward.destroy());
    incoming.pipe(delayLine()).pipe(forward);
  }, oneWayMs);
});

/** Lets no more than the window through in each 40 ms, as a sender waits for acknowledgements. */
function delayLine() {
  let passed = 0;
  let begun = performance.now();
  return new Transform({
    transform(chunk, _encoding, done) {
      passed += chunk.length;
      if (passed < windowBytes) return done(null, chunk);
      const wait = Math.max(0, begun + 2 * oneWayMs - performance.now());
      passed = 0;
      setTimeout(() => {
        begun = performance.now();
        done(null, chunk);
      }, wait);
    },
  });
}

server.requestTimeout = 0;
server.listen(0, '127.0.0.1');
