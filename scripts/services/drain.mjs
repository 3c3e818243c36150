// @ts-check

const againMs = 100;

/**
 * Prepares an HTTP server for its end. `server.close()` alone waits for connections that are kept alive, which their
 * clients may go on using for as long as they like.
 * @param {import('node:http').Server} server
 * @returns {() => void} to be called at the stop: what is under way comes to its end, what is asked meanwhile is answered,
 * and each connection ends with its answer
 */
export function drainer(server) {
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  /** @type {Set<import('node:http').ServerResponse>} */
  const answers = new Set();
  server.prependListener('request', (_, response) => {
    answers.add(response);
    response.once('close', () => answers.delete(response));
  });
  return () => {
    for (const response of answers) if (!response.headersSent) response.setHeader('connection', 'close');
    server.prependListener('request', (_, response) => response.setHeader('connection', 'close'));
    // Browsers open connections ahead; Node takes one that has asked nothing yet for one at work.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    // Answers that had begun before promised to keep their connection.
    const timer = setInterval(() => server.closeIdleConnections(), againMs);
    timer.unref();
    server.once('close', () => clearInterval(timer));
  };
}
