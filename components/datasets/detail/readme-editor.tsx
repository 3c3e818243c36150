'use client';

import { useState } from 'react';
import { MarkdownEditor } from '#components/markdown/markdown-editor.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { maxDescriptionLength } from '#lib/datasets/dataset-limits.ts';
import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import { SluiceError } from '#lib/errors.ts';
import { useUpdateDataset } from './use-update-dataset.ts';

export function ReadmeEditor({ dataset, onClose }: { dataset: Dataset; onClose: () => void }) {
  const [seen] = useState(dataset.description);
  const { mutate, isPending, error } = useUpdateDataset(dataset);
  // Told of another's README, who saves again means it.
  const told = error instanceof SluiceError && error.code === 'conflict';

  function save(description: string, done: () => void) {
    mutate(
      { description, ...(told ? {} : { replaces: { description: seen } }) },
      {
        onSuccess: () => {
          showToast({ text: 'README saved.' });
          done();
        },
      },
    );
  }

  return (
    <MarkdownEditor
      about={dataset.id}
      noun="README"
      text={dataset.description}
      maxLength={maxDescriptionLength}
      saving={isPending}
      error={error}
      onSave={save}
      onClose={onClose}
    />
  );
}
