import { lockName } from './messages.ts';

/** Takes the lock of an upload at once; undefined where another tab runs it. Call what it answers to let go. */
export function takeLock(id: string): Promise<(() => void) | undefined> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(lockName(id), { ifAvailable: true }, (lock) => {
        if (!lock) return resolve(undefined);
        return new Promise<void>((release) => resolve(release));
      })
      .catch(reject);
  });
}
