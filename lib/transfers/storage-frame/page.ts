import { hello } from './messages.ts';
import { openFrame, sendRequest, serveFrame } from './programs.ts';

const worker = `(${serveFrame})(${sendRequest});`;

/**
 * The page that is put on storage's own origin. It can do nothing but start a worker, and send to that origin what a page
 * of the portal (`portal` is its origin) gives it with a key.
 */
export async function storageFramePage(portal: string): Promise<string> {
  const script = `(${openFrame})(${[worker, hello, portal].map(asLiteral)});`;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script)));
  const hash = btoa(String.fromCharCode(...digest));
  const policy = `default-src 'none'; script-src 'sha256-${hash}'; worker-src blob:; connect-src 'self'`;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sluice</title>',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="referrer" content="no-referrer">',
    `<script>${script}</script></head><body></body></html>`,
  ].join('');
}

/** As a script's text ends at `</script`, wherever that stands. */
function asLiteral(text: string): string {
  return JSON.stringify(text).replaceAll('<', '\\u003c');
}
