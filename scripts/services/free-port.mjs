// @ts-check
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

/** @returns {Promise<number>} a free port of the system's choice on loopback */
export function anyFreePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === 'object' ? address.port : 0));
    });
  });
}
