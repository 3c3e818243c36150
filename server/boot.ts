import { getPortal } from '#server/compose.ts';
import { askForHttps, believeOnly, readBrokenPaths } from '#server/http/index.ts';
import { getConfig } from '#server/platform/config.ts';
import { ConfigError } from '#server/platform/config-error.ts';
import { describeError } from '#server/platform/log.ts';

/** EX_CONFIG of sysexits.h: the starter knows by it that a second try is of no use. */
const badConfiguration = 78;

/**
 * Opens the portal when the server starts. A bad setting ends the process with one sentence; parts that do not answer
 * yet (a database that is starting) do not: `/readyz` says no, and the next request tries again.
 */
export async function boot(): Promise<void> {
  readBrokenPaths();
  try {
    const config = getConfig();
    believeOnly(config.trustedProxies);
    askForHttps(config.publicUrl);
  } catch (error) {
    end(error instanceof ConfigError ? error.message : describeError(error), badConfiguration);
  }
  try {
    await getPortal();
  } catch (error) {
    if (error instanceof Error && /^(FolderLocked|DiskFull)Error$/.test(error.name))
      end(error.message, badConfiguration);
    process.stderr.write(`sluice: not ready yet: ${describeError(error)}\n`);
  }
}

function end(sentence: string, code: number): never {
  process.stderr.write(`sluice: ${sentence}\n`);
  process.exit(code);
}
