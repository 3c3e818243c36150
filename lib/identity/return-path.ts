/**
 * Where to go after signing in: `wanted` if it is a path of this portal, else home. A path begins with a single `/`;
 * browsers read `\` as `/` and drop tabs and line breaks, so both are refused.
 */
export function returnPath(wanted: string | null | undefined): string {
  if (!wanted?.startsWith('/') || wanted.startsWith('//')) return '/';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (/[\\\u0000-\u001f\u007f]/.test(wanted)) return '/';
  const base = 'http://portal.invalid';
  if (!URL.canParse(wanted, base)) return '/';
  const url = new URL(wanted, base);
  if (url.origin !== base || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search;
}

/** The sign-in page, coming back to `path` afterwards. */
export function signInPath(path: string): string {
  const back = returnPath(path);
  return back === '/' ? '/sign-in' : `/sign-in?return=${encodeURIComponent(back)}`;
}
