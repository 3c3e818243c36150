import { fileNameProblem } from './file-name.ts';

/** Longest path of a file in a folder, in UTF-16 code units: what Azure takes as a blob's name. */
export const maxPathLength = 1024;

/**
 * The rule that a file's path in a folder breaks, or undefined. Paths are relative, `/` between names; each name obeys
 * what a file's own name obeys, so `..`, backslashes and control characters are refused.
 */
export function filePathProblem(path: string): string | undefined {
  if (path.length > maxPathLength)
    return `The path has ${path.length} characters; shorten it to ${maxPathLength} at most.`;
  for (const name of path.split('/')) {
    const problem = fileNameProblem(name);
    if (problem) return path.includes('/') ? `A name in the path is not good: ${problem}` : problem;
  }
  return undefined;
}

/** What paths are compared by: two spellings of one text (NFC, NFD) are one path; case counts. */
export function pathKey(path: string): string {
  return path.normalize('NFC');
}

/** The folders a path lies in, outermost first: `a` and `a/b` of `a/b/c`. */
export function foldersOf(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

/** The file's own name. */
export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
