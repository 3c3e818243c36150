import { formatCount } from '#lib/format/count.ts';
import { maxFileSize } from './block-plan.ts';
import { filePathProblem, pathKey } from './file-path.ts';
import { maxFilesInFolder } from './folder-limits.ts';

/** What stands in the way of uploading a folder of these files, as one sentence; only choosing another one helps. */
export function folderFilesProblem(
  files: readonly { path: string; file: { size: number } }[],
): string | undefined {
  if (files.length === 0) return 'The folder holds no files; choose another one.';
  if (files.length > maxFilesInFolder)
    return `The folder holds ${formatCount(files.length)} files and ${formatCount(maxFilesInFolder)} are allowed; split it, or pack it as a zip file.`;
  const keys = new Set<string>();
  for (const { path, file } of files) {
    const shown = path.length > 200 ? `${path.slice(0, 200)}…` : path;
    if (file.size > maxFileSize) return `${shown} is larger than 4 TiB; split it.`;
    const problem = filePathProblem(path);
    if (problem) return `${shown}: ${problem}`;
    const key = pathKey(path);
    if (keys.has(key)) return `${shown} is there twice, in two Unicode spellings; rename one of the two.`;
    keys.add(key);
  }
  return undefined;
}
