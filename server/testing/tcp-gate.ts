import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface TcpGate {
  port: number;
  /** Bytes that came from the service so far. */
  received(): number;
  /** Cuts every connection and refuses new ones. */
  shut(): Promise<void>;
  open(): Promise<void>;
  /** From now on no byte comes through and nothing is cut, as with a host that vanishes; until it is `false` again. */
  hush(silent: boolean): void;
}

/** A door before a TCP service that can be shut, as a network or a host goes away. */
export async function startTcpGate(host: string, port: number): Promise<TcpGate> {
  const sockets = new Set<Socket>();
  let received = 0;
  let isSilent = false;
  const server = createServer((client) => {
    const upstream = connect(port, host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => socket.destroy());
    }
    upstream.on('data', (chunk) => {
      received += chunk.length;
    });
    client.pipe(upstream).pipe(client);
    if (isSilent) for (const socket of [client, upstream]) socket.pause();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const own = typeof address === 'object' && address ? address.port : 0;
  return {
    port: own,
    received: () => received,
    async shut() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    hush(silent) {
      isSilent = silent;
      for (const socket of sockets) silent ? socket.pause() : socket.resume();
    },
    async open() {
      server.listen(own, '127.0.0.1');
      await once(server, 'listening');
    },
  };
}
