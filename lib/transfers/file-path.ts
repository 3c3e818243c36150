import { fileNameProblem } from './file-name.ts';

/** Longest path of a file in a folder, in UTF-16 code units: what Azure takes as a blob's name. */
export const maxPathLength = 1024;

/**
 * The rule that a file's path in a folder breaks, or undefined. Paths are relative, `/` between names; each name obeys
 * what a file's own name obeys, so `..`, backslashes and control characters are refused; and none begins with a drive.
 */
export function filePathProblem(path: string): string | undefined {
  if (path.length > maxPathLength)
    return `The path has ${path.length} characters; shorten it to ${maxPathLength} at most.`;
  if (/^[a-z]:\//i.test(path))
    return `The path begins with ${path.slice(0, 2)}, which Windows takes for a drive; give it below the folder.`;
  for (const name of path.split('/')) {
    const problem = fileNameProblem(name);
    if (problem) return path.includes('/') ? `A name in the path is not good: ${problem}` : problem;
  }
  return undefined;
}

/**
 * What paths are compared and sorted by: two spellings of one text (NFC, NFD) are one path, and what is in a folder comes
 * right behind the folder's name, as no character of a path is less than U+0001. Case counts.
 */
export function pathKey(path: string): string {
  return path.normalize('NFC').replaceAll('/', inFolder);
}

/** Between the names in a `pathKey`. */
export const inFolder = '\u0001';

/** The file's own name. */
export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
