'use client';

import { useState } from 'react';
import { draftOf } from '#components/markdown/drafts.ts';
import { LazyMarkdown } from '#components/markdown/lazy-markdown.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import { ReadmeEditor } from './readme-editor.tsx';

export function ReadmeTab({ dataset, mayEdit }: { dataset: Dataset; mayEdit: boolean }) {
  const [editing, setEditing] = useState(() => mayEdit && draftOf(dataset.id) !== undefined);
  // The button that opened the editor is another one by then.
  const [edited, setEdited] = useState(false);
  function close() {
    setEditing(false);
    setEdited(true);
  }
  if (editing) return <ReadmeEditor dataset={dataset} onClose={close} />;
  if (dataset.description.trim() === '')
    return (
      <div className="panel">
        <EmptyState
          title="No README yet"
          action={
            mayEdit ? (
              <Button look="primary" autoFocus={edited} onClick={() => setEditing(true)}>
                Write a README
              </Button>
            ) : null
          }
        >
          What the data is, where it comes from, under which licence, and what to know before using it.
          {dataset.fileCount > 1 ? ' It is written here; a README among the files is in Files.' : null}
        </EmptyState>
      </div>
    );
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
