// What would not be seen as it is, or would end a line: controls, line separators, marks that change direction or have no
// width, halves of surrogate pairs. The zero-width joiner stays, emoji are built with it.
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to escape
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|\p{Surrogate}/u;

/** `text` between `quote`s: backslash and quote with a backslash before them, what is unseen as `escapeOf` writes it. */
function quoted(text: string, quote: string, escapeOf: (character: string) => string): string {
  const body = Array.from(text, (character) => {
    if (character === '\\' || character === quote) return `\\${character}`;
    return unseen.test(character) ? escapeOf(character) : character;
  });
  return quote + body.join('') + quote;
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A string literal of Python 3. */
export function pythonString(text: string): string {
  return quoted(text, "'", unicodeEscape);
}

/** A list of strings in Python 3. */
export function pythonList(texts: readonly string[]): string {
  return `[${texts.map(pythonString).join(', ')}]`;
}

/** A string literal of JavaScript. */
export function jsString(text: string): string {
  return quoted(text, "'", unicodeEscape);
}

/** A string literal of R, in a file read as UTF-8; R has no NUL and no half surrogates, they become U+FFFD. */
export function rString(text: string): string {
  return quoted(text.toWellFormed().replaceAll('\0', '\ufffd'), '"', unicodeEscape);
}

/** One word of bash or zsh; no program can be given a NUL, it becomes U+FFFD. */
export function shellWord(text: string): string {
  const whole = text.toWellFormed().replaceAll('\0', '\ufffd');
  if (!unseen.test(whole)) return `'${whole.replaceAll("'", String.raw`'\''`)}'`;
  return `$${quoted(whole, "'", bytesEscape)}`;
}

// Octal takes three digits at most: what follows it is never read as part of it, as with \x in some shells.
function bytesEscape(character: string): string {
  const bytes = new TextEncoder().encode(character);
  return Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
