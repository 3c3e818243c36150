import { getPortal, pauseMs } from '#server/compose.ts';
import { askForHttps, believeOnly, leadOtherMethods, readBrokenPaths } from '#server/http/index.ts';
import { getConfig } from '#server/platform/config.ts';
import { ConfigError } from '#server/platform/config-error.ts';
import { describeError } from '#server/platform/log.ts';
import { tryUntilOpen } from './try-until-open.ts';

/** EX_CONFIG of sysexits.h: the starter knows by it that a second try is of no use. */
const badConfiguration = 78;

/**
 * Begins to open the portal when the server starts. A bad setting ends the process with one sentence; parts that do not
 * answer yet (a database that is starting) do not: `/readyz` says no until they do. Nobody waits for them here, as Next
 * answers no request before this is done: who watches `/healthz` would end a server in the middle of its migrations.
 */
export async function boot(): Promise<void> {
  readBrokenPaths();
  leadOtherMethods();
  try {
    const config = getConfig();
    believeOnly(config.trustedProxies);
    askForHttps(config.publicUrl);
  } catch (error) {
    end(error instanceof ConfigError ? error.message : describeError(error));
  }
  const tell = (cause: string) => process.stderr.write(`sluice: not ready yet: ${cause}\n`);
  void tryUntilOpen(() => getPortal(), { tell, end, pauseMs });
}

function end(sentence: string): never {
  process.stderr.write(`sluice: ${sentence}\n`);
  process.exit(badConfiguration);
}
