// @ts-check
import { Buffer } from 'node:buffer';

/** Longest safe name, in UTF-8 bytes: leaves room on file systems that encrypt names, and for what is added. */
const maxBytes = 100;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to replace
const control = /[\u0000-\u001f\u007f-\u009f\ufeff\ufffe\uffff]/gu;
const unsafe = /[\u00ad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069<>:"/\\|?*]/gu;
// Windows takes these for devices, whatever extension follows.
const device = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(?=\.|$)/iu;

/**
 * A name for `name` that Linux, macOS and Windows all take for one file or folder. It tells people what it is; the
 * true name stands in the manifest. Different names can come out the same: see `uniquePath` and `datasetFolder`.
 * @param {string} name
 */
export function safeName(name) {
  const clean = name.toWellFormed().normalize('NFC').replace(control, '-').replace(unsafe, '-');
  const dot = /\.[A-Za-z0-9]{1,8}$/u.exec(clean)?.index ?? clean.length;
  const extension = clean.slice(dot);
  const short = cut(clean.slice(0, dot), maxBytes - extension.length) + extension;
  // Windows drops dots and spaces at the end; a dot at the begin hides; `.part` is what is not whole yet.
  const plain = short.replace(/[. ]+$/u, '').replace(/^[. ]+/u, '_');
  const free = device.test(plain) ? `_${plain}` : plain;
  return (/\.part$/iu.test(free) ? `${free}_` : free) || '_';
}

/**
 * Where a dataset's files are, below the export: the name for people, a piece of the id so that no two share a folder,
 * also where case or accents are not told apart.
 * @param {{ id: string, name: string }} dataset
 */
export function datasetFolder({ id, name }) {
  return `datasets/${safeName(`${cut(name.normalize('NFC'), 80)}`)}-${id.slice(0, 12)}`;
}

/**
 * The place of a file in its version's folder, unlike all that are in `taken` (and adds itself to them).
 * @param {string} path the file's own, segments parted by `/`
 * @param {Set<string>} taken
 */
export function uniquePath(path, taken) {
  const segments = path.split('/').map(safeName);
  const last = segments.pop() ?? '_';
  for (let number = 1; ; number++) {
    const name = number === 1 ? last : last.replace(/(\.[^.]*)?$/u, `~${number}$1`);
    const place = [...segments, name].join('/');
    // Upper case alone keeps the two capital ß apart, lower case alone the two small sigmas.
    const key = place.normalize('NFD').toLowerCase().toUpperCase();
    if (taken.has(key)) continue;
    taken.add(key);
    return place;
  }
}

/** The longest begin of `text` within `bytes` of UTF-8, cut between characters. @param {string} text @param {number} bytes */
function cut(text, bytes) {
  let length = 0;
  let end = 0;
  for (const character of text) {
    length += Buffer.byteLength(character);
    if (length > bytes) break;
    end += character.length;
  }
  return text.slice(0, end);
}
