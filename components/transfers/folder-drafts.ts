import { nameKey } from '#lib/datasets/dataset-name.ts';
import { lastName, pathKey } from '#lib/transfers/file-path.ts';
import { nextName } from '#lib/transfers/other-name.ts';
import type { Draft } from './drafts.ts';
import type { Picked } from './picked.ts';

/** Each file of a folder by itself, in the order of their paths; it keeps where it was, so that `asFolder` puts it back. */
export function asFiles(picked: Picked): Picked[] {
  if (picked.kind === 'file') return [picked];
  return picked.files
    .map(({ path, file }) => ({ path, file, key: pathKey(path) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ path, file }) => ({ kind: 'file', file, within: { folder: picked.name, path } }));
}

/**
 * Single files as one folder, in place of them. Those of one folder are that folder again; else it is called `files`, and
 * holds those of other folders below the names of these. Twins get numbers.
 */
export function asFolder(drafts: readonly Draft[]): Picked {
  const files = drafts.flatMap(({ picked }) => (picked.kind === 'file' ? [picked] : []));
  const folders = new Set(files.map(({ within }) => within?.folder));
  const [folder] = folders.size === 1 ? folders : [];
  const taken = new Set<string>();
  return {
    kind: 'folder',
    name: folder ?? 'files',
    files: files.map((picked) => {
      const wanted = (folder !== undefined && picked.within?.path) || placeOf(picked);
      const path = taken.has(nameKey(wanted)) ? numbered(wanted, taken) : wanted;
      taken.add(nameKey(path));
      return { path, file: picked.file };
    }),
  };
}

/** The last name of the path with a number; `taken` are keys of paths. */
function numbered(path: string, taken: ReadonlySet<string>): string {
  const name = lastName(path);
  const above = path.slice(0, path.length - name.length);
  return above + nextName(name, (other) => taken.has(nameKey(above + other)));
}

/** What tells it from the others in the dialog: of a folder its name, of a file its own, with the path where it is of a folder. */
export function placeOf(picked: Picked): string {
  if (picked.kind === 'folder') return picked.name;
  const { file, within } = picked;
  return within ? `${within.folder}/${within.path}` : file.name;
}
