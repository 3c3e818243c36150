import { hidesSigns, showsNothing, withoutHiddenSigns } from '#lib/format/hidden-signs.ts';

/** Longest name, in UTF-16 code units (what `String.length` counts). */
export const maxNameLength = 255;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to refuse
const control = /[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/u;
const forbidden = /[\\/:*?"<>|]/u;

/**
 * The rule that `name` breaks as one sentence, or undefined for a good name. The characters refused are those of
 * Studio (classic); its client `azureml` tells a bad name by the words "forbidden characters" in the answer.
 */
export function nameProblem(name: string): string | undefined {
  if (name === '') return 'The name is empty; give the dataset a name.';
  // As names of files they mean the folder itself and the one above.
  if (/^\.+$/.test(name)) return 'The name is dots alone; add a letter or a digit.';
  if (name.length > maxNameLength)
    return `The name has ${name.length} characters; shorten it to ${maxNameLength} at most.`;
  if (!name.isWellFormed()) return 'The name holds half of a surrogate pair; type it anew.';
  const hit = name.match(forbidden)?.[0];
  if (hit) return String.raw`The name holds forbidden characters (${hit}); leave out \ / : * ? " < > |.`;
  if (control.test(name)) return 'The name holds forbidden characters (a control character); type it anew.';
  if (hidesSigns(name))
    return 'The name holds forbidden characters (invisible or direction-changing); type it anew.';
  if (name !== name.trim()) return 'The name begins or ends with a space; remove it.';
  if (showsNothing(name)) return 'The name shows nothing; add a letter or a digit.';
  return undefined;
}

/** What names are compared by: two spellings of one text (NFC, NFD) are one name; case counts. */
export function nameKey(name: string): string {
  return name.normalize('NFC');
}

/** A good dataset name made from a file's name: without its last extension, forbidden characters replaced. */
export function proposeName(fileName: string): string {
  const base = fileName.split(/[\\/]/).pop() ?? '';
  const stem = base.replace(/(?<=.)\.[A-Za-z0-9]{1,8}$/, '');
  const clean = withoutHiddenSigns(stem.toWellFormed().normalize('NFC'))
    .replaceAll('"', "'")
    .replace(new RegExp(forbidden, 'gu'), '-')
    .replace(new RegExp(control, 'gu'), '')
    .trim()
    .slice(0, maxNameLength)
    .toWellFormed()
    .trim();
  return nameProblem(clean) ? 'dataset' : clean;
}
