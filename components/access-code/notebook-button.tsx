'use client';

import { Button } from '#components/ui/button.tsx';
import { DownloadIcon } from '#components/ui/icons.tsx';
import type { OwnTarget } from '#lib/access-code/access-target.ts';
import { notebookOf } from '#lib/access-code/notebook.ts';

/** Saves a Jupyter notebook that reads the target; absent where there is none for its type. */
export function NotebookButton({ target }: { target: OwnTarget }) {
  const notebook = notebookOf(target);
  if (!notebook) return null;
  return (
    <Button
      busy={target.unknown === 'reading'}
      onClick={() => save(notebook, `${target.name.replace(/[\\/:*?"<>|]/g, '-')}.ipynb`)}
    >
      <DownloadIcon /> Notebook
    </Button>
  );
}

function save(text: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/x-ipynb+json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser takes the bytes after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
