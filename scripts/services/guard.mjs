// @ts-check
// Preloaded into every service: it tells the starter where the service listens, and ends the service together with
// the starter, also when that was killed and could say nothing. The IPC channel closing is the sign for both.
import { Server as HttpServer } from 'node:http';
import { Server } from 'node:net';
import { isMainThread } from 'node:worker_threads';
import { drainer } from './drain.mjs';

const graceMs = 35_000;
/** @type {Array<() => void>} */
const drains = [];

// A service's own workers inherit the preload; they are its business.
if (process.connected && isMainThread && process.env.SLUICE_STARTER === String(process.ppid)) {
  process.once('disconnect', stop);
  // The channel alone must not keep a stopping service alive.
  process.channel?.unref();
  // Nobody reads on once the starter is gone; the service must still end in order.
  process.stdout.on('error', () => {});

  const listen = Server.prototype.listen;
  // What answers at a port may be somebody else's server: only the service itself knows that it has the port.
  Server.prototype.listen = function (...args) {
    if (this instanceof HttpServer) drains.push(drainer(this));
    this.once('listening', () => {
      const address = this.address();
      if (address && typeof address === 'object') tell({ listening: address.port });
    });
    this.once('error', (error) => tell({ failed: 'code' in error ? error.code : error.message }));
    return listen.apply(this, /** @type {any} */ (args));
  };
}

/** @param {object} message */
function tell(message) {
  if (process.connected) process.send?.(message);
}

function stop() {
  setTimeout(() => process.exit(1), graceMs).unref();
  if (process.listenerCount('SIGTERM') === 0) process.exit(0);
  process.emit('SIGTERM', 'SIGTERM');
  for (const drain of drains) drain();
}
