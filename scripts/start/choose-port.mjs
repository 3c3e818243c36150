// @ts-check
import { freePortFrom, whyNotFree } from '../services/free-port.mjs';
import { exitCodes, Refusal } from '../setup/refusal.mjs';

/**
 * The port to listen on: the one that was asked for or, where nobody gave one, the next that is free.
 * @param {{ port: number, host: string, isPortGiven: boolean }} settings
 */
export async function choosePort({ port, host, isPortGiven }) {
  const why = await whyNotFree(port, host);
  if (why === undefined) return port;
  if (why !== 'EADDRINUSE') throw cannotListen(why, { port, host });
  if (isPortGiven) throw new Refusal(`Port ${port} is busy; free it or give another PORT.`);
  const free = await freePortFrom(port + 1, host);
  console.log(`Port ${port} is busy; taking ${free}.`);
  return free;
}

/** No other port would help. @param {string} code @param {{ port: number, host: string }} address */
export function cannotListen(code, { port, host }) {
  const sentence =
    code === 'EACCES' || code === 'EPERM'
      ? `Port ${port} is not for this user (${code}); give a PORT of 1024 or more, and let a proxy listen at ${port}.`
      : `SLUICE_BIND is no address that this machine can listen on (${host}: ${code}); give one of its own, or 0.0.0.0 for all.`;
  return new Refusal(sentence, exitCodes.badSetting);
}
