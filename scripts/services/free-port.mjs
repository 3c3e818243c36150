// @ts-check
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Why no server could listen there now, by Node's code; undefined where one could.
 * @param {number} port @param {string} host @returns {Promise<string | undefined>}
 */
export function whyNotFree(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** @param {number} first @param {string} host @returns {Promise<number>} the first free port from `first` upwards */
export async function freePortFrom(first, host) {
  for (let port = first; port < 65_536; port++) {
    if ((await whyNotFree(port, host)) === undefined) return port;
  }
  throw new Error(`No port from ${first} upwards is free on ${host}.`);
}

/**
 * A free port of loopback that nothing else takes before whoever asked: from below those that systems give to connections
 * on their way out and to servers that name none (from 32768 on Linux, 49152 elsewhere).
 * @returns {Promise<number>}
 */
export function anyFreePort() {
  return freePortFrom(randomInt(20_000, 32_000), '127.0.0.1');
}
