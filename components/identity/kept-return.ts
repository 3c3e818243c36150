import { returnPath } from '#lib/identity/return-path.ts';

/** Where this tab was to go after signing in: a one-time link opened in it instead does not tell. */
const key = 'sluice-return';

export function keepReturn(path: string): void {
  try {
    sessionStorage.setItem(key, path);
  } catch {
    // Without storage one lands on the first page.
  }
}

/** Where to go now that one is signed in: to `wanted`, else to what was kept, which counts once. */
export function takeReturn(wanted: string | undefined): string {
  let kept: string | null = null;
  try {
    kept = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept either.
  }
  return returnPath(wanted ?? kept);
}
