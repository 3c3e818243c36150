import { hello } from './messages.ts';
import { openFrame, sendRequest, serveFrame } from './programs.ts';

const worker = `(${serveFrame})(${sendRequest});`;
// As a script's text ends at `</script`, wherever that stands.
const script = `(${openFrame})(${asLiteral(worker)},${asLiteral(hello)});`;

/**
 * The page that is put on storage's own origin. It can do nothing but start a worker, and send to that origin what the
 * portal's page gives it with a key.
 */
export async function storageFramePage(): Promise<string> {
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

function asLiteral(text: string): string {
  return JSON.stringify(text).replaceAll('<', '\\u003c');
}
