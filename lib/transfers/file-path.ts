import { fileNameProblem, unsafeNameProblem } from './file-name.ts';

/** Longest path of a file in a folder, in UTF-16 code units: what Azure takes as a blob's name. */
export const maxPathLength = 1024;

/**
 * The rule that a new file's path in a folder breaks, or undefined. Paths are relative, `/` between names; each name obeys
 * what a file's own name obeys, so `..`, backslashes and control characters are refused.
 */
export function filePathProblem(path: string): string | undefined {
  // Windows would take it out of the folder, to that drive.
  const drive = /^[a-z]:(?=\/|$)/i.exec(path)?.[0];
  if (drive) return `The path begins with a drive (${drive}); give it from the folder on.`;
  return problemOf(path, fileNameProblem);
}

/** The same of a file that may be there already, as `unsafeNameProblem` has it. */
export function unsafePathProblem(path: string): string | undefined {
  return problemOf(path, unsafeNameProblem);
}

function problemOf(path: string, nameProblem: (name: string) => string | undefined): string | undefined {
  if (path.length > maxPathLength)
    return `The path has ${path.length} characters; shorten it to ${maxPathLength} at most.`;
  for (const name of path.split('/')) {
    const problem = nameProblem(name);
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
