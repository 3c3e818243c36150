import { hiddenSignsProblem } from '#lib/format/hidden-signs.ts';

/** Longest file name in UTF-8 bytes: what common file systems take. */
const maxFileNameBytes = 255;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to refuse
const unsafe = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/u;

/**
 * The rule that the name of a new file breaks, or undefined. The name never reaches storage's addresses (blob keys are
 * random); it comes back in `Content-Disposition` and in zip entries, so paths and invisible characters are refused.
 */
export function fileNameProblem(name: string): string | undefined {
  return unsafeNameProblem(name) ?? hiddenSignsProblem(name, 'The file name');
}

/** The same of a file that may be there already: some that older portals took are refused by now, and can be read. */
export function unsafeNameProblem(name: string): string | undefined {
  if (name === '' || name === '.' || name === '..') return 'The file has no name; rename the file.';
  if (!name.isWellFormed()) return 'The file name holds half of a surrogate pair; rename the file.';
  if (/[\\/]/.test(name)) return 'The file name holds a path separator; give the name alone.';
  if (unsafe.test(name)) return 'The file name holds control or invisible characters; rename the file.';
  if (new TextEncoder().encode(name).length > maxFileNameBytes)
    return `The file name is longer than ${maxFileNameBytes} bytes; shorten it.`;
  return undefined;
}
