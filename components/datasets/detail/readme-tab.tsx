'use client';

import { type ComponentProps, useState } from 'react';
import { draftOf } from '#components/markdown/drafts.ts';
import { LazyMarkdown } from '#components/markdown/lazy-markdown.tsx';
import { ReadmeOfFiles } from '#components/preview/readme-of-files.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import { ReadmeEditor } from './readme-editor.tsx';

interface ReadmeTabProps {
  dataset: Dataset;
  mayEdit: boolean;
  /** The README among the files of the version shown, where there is one that can be read. */
  file: ComponentProps<typeof ReadmeOfFiles>['file'] | undefined;
}

/** What members wrote about the dataset; else the README that came with its files. */
export function ReadmeTab({ dataset, mayEdit, file }: ReadmeTabProps) {
  const [editing, setEditing] = useState(() => mayEdit && draftOf(dataset.id) !== undefined);
  // The button that opened the editor is another one by then.
  const [edited, setEdited] = useState(false);
  function close() {
    setEditing(false);
    setEdited(true);
  }
  if (editing) return <ReadmeEditor dataset={dataset} onClose={close} />;
  if (dataset.description.trim() === '') {
    const write = (look: 'primary' | 'plain') =>
      mayEdit ? (
        <Button look={look} autoFocus={edited} onClick={() => setEditing(true)}>
          Write a README
        </Button>
      ) : null;
    const none = (
      <div className="panel">
        <EmptyState title="No README yet" action={write('primary')}>
          What the data is, where it comes from, under which licence, and what to know before using it.
          {dataset.fileCount > 1 ? ' It is written here, or comes as README.md among the files.' : null}
        </EmptyState>
      </div>
    );
    return file ? <ReadmeOfFiles file={file} instead={none} action={write('plain')} /> : none;
  }
  return (
    <article className="panel px-5 py-4">
      {mayEdit ? (
        <Button className="float-right mb-2 ml-3" autoFocus={edited} onClick={() => setEditing(true)}>
          Edit
        </Button>
      ) : null}
      <LazyMarkdown text={dataset.description} />
    </article>
  );
}
