import { ShallowLink } from '#components/ui/shallow-link.tsx';

interface FolderCrumbsProps {
  /** Of a folder, with its `/`, or of a file; empty for the topmost folder. */
  path: string;
  /** `''` is the topmost. */
  hrefOf: (folder: string) => string;
}

/** The folders that lead to a folder or a file, each to go back to. */
export function FolderCrumbs({ path, hrefOf }: FolderCrumbsProps) {
  const names = path.split('/').filter(Boolean);
  const crumbs = names.map((name, index) => ({ name, folder: `${names.slice(0, index + 1).join('/')}/` }));
  const last = crumbs.pop();
  return (
    <nav aria-label="Folder">
      <ol className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
        {[{ name: 'All files', folder: '' }, ...crumbs].map(({ name, folder }) => (
          <li key={folder} className="flex items-center gap-1.5">
            {last ? (
              <ShallowLink href={hrefOf(folder)} className="link">
                {name}
              </ShallowLink>
            ) : (
              <span aria-current="page">{name}</span>
            )}
            {last ? <span aria-hidden="true">/</span> : null}
          </li>
        ))}
        {last ? (
          <li aria-current="page" className="break-all font-semibold">
            {last.name}
          </li>
        ) : null}
      </ol>
    </nav>
  );
}
