/**
 * Marks this tab as one that left for the identity provider, so that the page that comes back knows an answer may be
 * waiting, and an answer nobody asked for is not taken.
 */
const key = 'sluice-left-for-provider';

/** Throws where the browser keeps no data for this site; nothing could come back then. */
export function markPending(): void {
  sessionStorage.setItem(key, '1');
}

export function isPending(): boolean {
  try {
    return sessionStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

/** Whether this tab had left for the provider; true once. */
export function takePending(): boolean {
  if (!isPending()) return false;
  sessionStorage.removeItem(key);
  return true;
}
