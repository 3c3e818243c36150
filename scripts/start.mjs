// @ts-check
// npm start: installs and builds what is missing, starts storage and portal, prints one URL, stops all it started.
import { once } from 'node:events';
import { startAzurite } from './services/azurite.mjs';
import { isReady, startPortal } from './services/portal.mjs';
import { prepare } from './setup/prepare.mjs';
import { exitCodes, Refusal, runScript } from './setup/refusal.mjs';
import { blobEndpointOf } from './start/blob-endpoint.mjs';
import { choosePort } from './start/choose-port.mjs';
import { takeDataFolder } from './start/data-folder.mjs';
import { writeRuntimeFile } from './start/runtime-file.mjs';
import { keptSecretKeys, newCode } from './start/secrets.mjs';
import { removeServiceLocks, waitForFormerServices } from './start/service-locks.mjs';
import { checkNode, originAt, publicOriginOf, readSettings } from './start/settings.mjs';
import { watchForStop } from './start/stop-signal.mjs';

const drainMs = 32_000;
const storageStopMs = 15_000;

await runScript(async () => {
  checkNode(process.versions.node);
  const settings = readSettings(process.argv.slice(2), process.env);
  const lock = await takeDataFolder(settings.dataFolder);
  /** @type {Array<() => Promise<void>>} */
  const undo = [() => lock.release()];
  try {
    await run(settings, undo);
  } finally {
    for (const step of undo.reverse()) await step();
  }
});

/** @typedef {ReturnType<typeof readSettings>} Settings */

/** @param {Settings} settings @param {Array<() => Promise<void>>} undo what to do at the stop, last first */
async function run(settings, undo) {
  const stop = watchForStop();
  const stopped = once(stop, 'abort');
  await waitForFormerServices(settings.dataFolder, drainMs + storageStopMs);
  undo.push(() => removeServiceLocks(settings.dataFolder));
  // Before a long build rather than after it.
  if (settings.isPortGiven) await choosePort(settings);
  if (settings.build) await prepare({ build: !settings.dev, signal: stop });
  if (stop.aborted) return;
  // What the services write is for their owner alone. After the build: that may well be for others to run.
  process.umask(0o077);

  const storage = settings.isStorageEmbedded ? await startAzurite(settings.dataFolder) : undefined;
  if (storage) undo.push(() => storage.service.stop(storageStopMs));

  const port = await choosePort(settings);
  const origin = originAt(settings.host, port);
  const url = publicOriginOf(settings, port);
  const [signIn, operator] = [newCode(), newCode()];
  const env = await portalEnvironment(settings, {
    SLUICE_PUBLIC_URL: url,
    SLUICE_SIGN_IN_DIGEST: signIn.digest,
    SLUICE_OPERATOR_DIGEST: operator.digest,
    ...(storage
      ? { SLUICE_EMBEDDED_STORAGE: '1', AZURE_STORAGE_CONNECTION_STRING: storage.connectionString }
      : { SLUICE_EMBEDDED_STORAGE: undefined }),
  });
  const portal = startPortal({ ...settings, port, env });
  undo.push(() => portal.stop(drainMs));

  const ended = Promise.race([portal.ended, ...(storage ? [storage.service.ended] : [])]);
  const ready = await Promise.race([isReady(portal, origin, { dev: settings.dev, stop }), stopped, ended]);
  if (stop.aborted) return;
  if (ready !== true) return refuseToStart(portal);

  const blobEndpoint = storage?.blobEndpoint ?? blobEndpointOf(process.env);
  const signInUrl = `${url}/sign-in#${signIn.code}`;
  undo.push(
    await writeRuntimeFile(settings.dataFolder, {
      url,
      signInUrl,
      localUrl: origin,
      operatorCode: operator.code,
      serverPid: portal.pid,
      blobEndpoint,
    }),
  );
  console.log(`\nSluice is ready. Sign in, once, by this link:\n\n  ${signInUrl}\n\nCtrl-C stops it.`);

  const unexpected = await Promise.race([stopped.then(() => undefined), ended]);
  if (unexpected)
    throw new Refusal(`A part of the portal ended by itself (${unexpected}); the rest was stopped.`);
  console.log('Stopping …');
}

/**
 * @param {Settings} settings @param {NodeJS.ProcessEnv} made what this start made
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
async function portalEnvironment(settings, made) {
  const secretKeys =
    process.env.SLUICE_SECRET_KEYS ||
    (settings.isDatabaseEmbedded ? await keptSecretKeys(settings.dataFolder) : undefined);
  return {
    ...made,
    SLUICE_DATA: settings.dataFolder,
    ...(secretKeys ? { SLUICE_SECRET_KEYS: secretKeys } : {}),
  };
}

/** @param {import('./services/service.mjs').Service} portal @returns {Promise<never>} */
async function refuseToStart(portal) {
  await portal.stop(drainMs);
  // The portal has told the one sentence there is to tell.
  if (portal.exitCode() === exitCodes.badSetting) throw new Refusal('', exitCodes.badSetting);
  throw new Refusal(`The portal did not start (${await portal.ended}); the reason is above.`);
}
