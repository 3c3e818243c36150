import { issueKey, type ReadTarget } from '#components/transfers/read-target.ts';
import { createClient } from '#lib/api/client.ts';
import { createKeyKeeper, type KeyKeeper } from '#lib/transfers/key-keeper.ts';
import { browserClock } from '../worker/browser-clock.ts';
import type { VersionOfFiles } from './messages.ts';

const api = createClient({ fetch: (input, init) => fetch(input, init) });

/** The key to one file; `url` where one was asked for just now. */
export async function keeperOf(
  target: ReadTarget,
  url: string | undefined,
  signal: AbortSignal,
): Promise<KeyKeeper> {
  const askedAt = browserClock.now();
  const renewKey = (during: AbortSignal) => issueKey(api, target, 'download', during);
  const first = url ?? (await renewKey(signal)).url;
  return createKeyKeeper({ url: first, askedAt }, { renewKey }, browserClock);
}

export async function issueKeys(version: VersionOfFiles, paths: readonly string[], signal: AbortSignal) {
  const { keys } = await api('issueReadKeys', {
    params: version,
    body: { purpose: 'download', paths: [...paths] },
    signal,
  });
  return keys;
}
