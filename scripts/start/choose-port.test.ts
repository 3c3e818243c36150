import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { anyFreePort } from '../services/free-port.mjs';
import { cannotListen, choosePort } from './choose-port.mjs';

const host = '127.0.0.1';

test('a free port is taken; a busy one is refused where it was given', async () => {
  const port = await anyFreePort();
  expect(await choosePort({ port, host, isPortGiven: true })).toBe(port);
  const other = createServer().listen(port, host);
  await once(other, 'listening');
  await expect(choosePort({ port, host, isPortGiven: true })).rejects.toThrow(`Port ${port} is busy`);
  expect(await choosePort({ port, host, isPortGiven: false })).toBeGreaterThan(port);
  other.close();
});

test.each([true, false])(
  'an address of another machine is told as that, and no port is tried in vain',
  async (isPortGiven) => {
    // For documentation alone (RFC 5737): no machine has it.
    const elsewhere = { port: 3000, host: '192.0.2.1', isPortGiven };
    await expect(choosePort(elsewhere)).rejects.toMatchObject({
      message: expect.stringContaining('SLUICE_BIND is no address that this machine can listen on'),
      exitCode: 78,
    });
  },
);

test('a port that only root may have is told as that', () => {
  expect(cannotListen('EACCES', { port: 80, host })).toMatchObject({
    message: expect.stringContaining('Port 80 is not for this user'),
    exitCode: 78,
  });
});
