'use client';

import { useState } from 'react';
import { useUpdateExperiment } from '#components/experiments/experiment-mutations.ts';
import { draftOf } from '#components/markdown/drafts.ts';
import { LazyMarkdown } from '#components/markdown/lazy-markdown.tsx';
import { MarkdownEditor } from '#components/markdown/markdown-editor.tsx';
import { Button } from '#components/ui/button.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { maxExperimentDescription } from '#lib/experiments/experiment-name.ts';
import type { Experiment } from '#lib/experiments/experiment-schema.ts';

export function DescriptionPanel({ experiment, mayEdit }: { experiment: Experiment; mayEdit: boolean }) {
  const { id, description } = experiment;
  const [editing, setEditing] = useState(() => mayEdit && draftOf(id) !== undefined);
  const { mutate, isPending, error } = useUpdateExperiment(experiment);

  if (editing)
    return (
      <MarkdownEditor
        about={id}
        noun="description"
        text={description}
        maxLength={maxExperimentDescription}
        saving={isPending}
        error={error}
        onSave={(text, done) =>
          mutate(
            { description: text },
            {
              onSuccess: () => {
                showToast({ text: 'Description saved.' });
                done();
              },
            },
          )
        }
        onClose={() => setEditing(false)}
      />
    );
  const isEmpty = description.trim() === '';
  return (
    <section aria-labelledby="description" className="grid gap-2 [&>*]:min-w-0">
      <div className="flex min-h-8 items-center justify-between gap-2">
        <h2 id="description">Description</h2>
        {mayEdit ? <Button onClick={() => setEditing(true)}>{isEmpty ? 'Write one' : 'Edit'}</Button> : null}
      </div>
      {isEmpty ? (
        <p className="text-muted">Nothing is written about this experiment yet.</p>
      ) : (
        <article className="panel px-5 py-4">
          <LazyMarkdown text={description} />
        </article>
      )}
    </section>
  );
}
