import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { startService } from './service.mjs';

/**
 * As Next's and Azurite's servers do, it closes at SIGTERM and then waits for its connections. Each has a request on it all
 * but always: Node itself closes those that have none.
 */
const program = `
  import { createServer } from 'node:http';
  const server = createServer((_, response) => setTimeout(() => response.end('here'), 50)).listen(0, '127.0.0.1');
  process.once('SIGTERM', () => server.close(() => process.exit(0)));`;

test('a service ends by itself at a stop, though clients go on asking over connections they keep', async () => {
  const service = startService({
    name: 'test',
    program: ['--input-type=module', '--eval', program],
    env: process.env,
    onLine: () => {},
  });
  const outcome = await service.listening;
  const port = 'port' in outcome ? outcome.port : 0;
  const agent = new Agent({ keepAlive: true });
  let asked = 0;
  const askOn = async (): Promise<never> => {
    for (;;) {
      const answer = once(get({ host: '127.0.0.1', port, agent }), 'response');
      const [response] = (await answer) as [IncomingMessage];
      await response.resume().toArray();
      asked++;
    }
  };
  const clients = Array.from({ length: 4 }, () => askOn().catch((error) => error.code));
  await expect.poll(() => asked).toBeGreaterThan(20);
  await service.stop(30_000);
  expect(await service.ended).toBe('exit code 0');
  for (const how of await Promise.all(clients)) expect(how).toMatch(/^(ECONNREFUSED|ECONNRESET)$/);
  agent.destroy();
});
