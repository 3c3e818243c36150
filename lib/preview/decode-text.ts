export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedText {
  text: string;
  encoding: Encoding;
}

/**
 * Text of a file's first bytes, without its byte order mark; undefined where they do not look like text. What the mark
 * does not name is UTF-8, or else windows-1252. Unless `atEnd`, a character cut in two at the end is left out.
 */
export function decodeText(bytes: Uint8Array, atEnd: boolean): DecodedText | undefined {
  const marked = byteOrderMark(bytes);
  const decoded = decodeAs(marked ?? 'utf-8', bytes, atEnd, marked !== undefined);
  return looksLikeText(decoded.text) ? decoded : undefined;
}

function byteOrderMark([a, b, c]: Uint8Array): Encoding | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return undefined;
}

function decodeAs(encoding: Encoding, bytes: Uint8Array, atEnd: boolean, lenient: boolean): DecodedText {
  try {
    const decoder = new TextDecoder(encoding, { fatal: !lenient });
    return { text: decoder.decode(bytes, { stream: !atEnd }), encoding };
  } catch {
    // `stream`: without it some releases of Node take the C1 range for Latin-1. A byte is a character, so nothing waits.
    const text = new TextDecoder('windows-1252').decode(bytes, { stream: true });
    return { text, encoding: 'windows-1252' };
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary from text
const controls = /[\u0001-\u0008\u000e-\u0019\u001c-\u001f\u007f-\u0084\u0086-\u009f]/g;
const sample = 64 * 1024;

/** Text holds no NUL, and hardly a control character: compressed bytes read as windows-1252 hold about one in ten. */
function looksLikeText(text: string): boolean {
  if (text.includes('\0')) return false;
  const head = text.slice(0, sample);
  const hits = head.match(controls)?.length ?? 0;
  return hits * 50 <= head.length;
}
