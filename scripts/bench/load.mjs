// @ts-check
import { Agent, request } from 'node:http';

/**
 * Asks one address over `connections` connections for `seconds`, each again as soon as it is answered; before that for a
 * fifth of the time unmeasured. Each connection has an address of its own, as one visitor's would be slowed.
 * @param {{ url: string, headers?: Record<string, string>, connections: number, seconds: number, expect: number }} load
 * @returns {Promise<{ perSecond: number, p50: number, p99: number }>} times in milliseconds
 */
export async function measureLoad({ url, headers = {}, connections, seconds, expect }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const begun = performance.now() + seconds * 200;
  const until = begun + seconds * 1000;
  /** @type {number[]} */
  const times = [];
  /** @param {number} index */
  const visitor = async (index) => {
    const own = { ...headers, 'x-forwarded-for': `198.18.${index >> 8}.${index & 255}` };
    for (let now = performance.now(); now < until; now = performance.now()) {
      const status = await ask(url, own, agent);
      if (status !== expect) throw new Error(`The server answered ${status} under load.`);
      const ended = performance.now();
      if (now >= begun && ended <= until) times.push(ended - now);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, (_, index) => visitor(index)));
  } finally {
    agent.destroy();
  }
  times.sort((one, other) => one - other);
  const at = (/** @type {number} */ share) => times[Math.ceil(times.length * share) - 1] ?? Number.NaN;
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99) };
}

/** @param {string} url @param {Record<string, string>} headers @param {Agent} agent @returns {Promise<number>} */
function ask(url, headers, agent) {
  return new Promise((resolve, reject) => {
    request(url, { agent, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', reject);
    })
      .on('error', reject)
      .end();
  });
}
