import { issueKey, type ReadTarget } from '#components/transfers/read-target.ts';
import { createKeyKeeper, type KeyKeeper } from '#lib/transfers/key-keeper.ts';
import { type Pause, withRetry } from '#lib/transfers/with-retry.ts';
import { browserClock } from '../worker/browser-clock.ts';
import { browserNetwork } from '../worker/browser-network.ts';
import { api } from '../worker/worker-api.ts';
import type { VersionOfFiles } from './messages.ts';

/** How a worker waits for a portal that is away or busy. */
export const patience = { clock: browserClock, network: browserNetwork, random: Math.random };

/** The key to one file; `url` where one was asked for just now. */
export async function keeperOf(
  target: ReadTarget,
  url: string | undefined,
  onPause: ((pause: Pause) => void) | undefined,
  signal: AbortSignal,
): Promise<KeyKeeper> {
  const renewKey = (during: AbortSignal) => issueKey(api, target, 'download', during);
  const first = await withRetry(patience, signal, onPause ?? (() => {}), async () => {
    const askedAt = browserClock.now();
    return { url: url ?? (await renewKey(signal)).url, askedAt };
  });
  return createKeyKeeper(first, { renewKey }, browserClock);
}

export async function issueKeys(version: VersionOfFiles, paths: readonly string[], signal: AbortSignal) {
  const { keys } = await api('issueReadKeys', {
    params: version,
    body: { purpose: 'download', paths: [...paths] },
    signal,
  });
  return keys;
}
