'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { TextArea } from '#components/ui/fields.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { maxDescriptionLength } from '#lib/datasets/dataset-limits.ts';
import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import { SluiceError } from '#lib/errors.ts';
import { countOf, formatCount } from '#lib/format/count.ts';
import { LazyMarkdown } from './lazy-markdown.tsx';
import { dropReadmeDraft, keepReadmeDraft, readmeDraft } from './readme-drafts.ts';
import { useUpdateDataset } from './use-update-dataset.ts';

const leaveQuestion = 'Leave without saving the README? What you wrote is lost.';

export function ReadmeEditor({ dataset, onClose }: { dataset: Dataset; onClose: () => void }) {
  const [text, setText] = useState(readmeDraft(dataset.id) ?? dataset.description);
  const [seen] = useState(dataset.description);
  const [preview, setPreview] = useState(false);
  const { mutate, isPending, error } = useUpdateDataset(dataset);
  const changed = text !== dataset.description;
  const excess = text.length - maxDescriptionLength;

  function write(next: string) {
    setText(next);
    if (next === dataset.description) dropReadmeDraft(dataset.id);
    else keepReadmeDraft(dataset.id, next);
  }

  function close() {
    dropReadmeDraft(dataset.id);
    onClose();
  }

  // Told of another's README, who saves again means it.
  const told = error instanceof SluiceError && error.code === 'conflict';

  function save() {
    mutate(
      { description: text, ...(told ? {} : { replaces: { description: seen } }) },
      {
        onSuccess: () => {
          showToast({ text: 'README saved.' });
          close();
        },
      },
    );
  }

  return (
    <div className="grid gap-3">
      <div className="flex items-center gap-1.5">
        <Button look={preview ? 'quiet' : 'plain'} aria-pressed={!preview} onClick={() => setPreview(false)}>
          Write
        </Button>
        <Button look={preview ? 'plain' : 'quiet'} aria-pressed={preview} onClick={() => setPreview(true)}>
          Preview
        </Button>
        <span className="ml-auto text-muted text-xs">Markdown</span>
      </div>
      {preview ? (
        <div className="panel min-h-[420px] px-5 py-4">
          <LazyMarkdown text={text || '*Nothing written yet.*'} />
        </div>
      ) : (
        <TextArea
          label="README"
          labelHidden
          autoFocus
          rows={20}
          value={text}
          onChange={(event) => write(event.target.value)}
          error={
            excess > 0 &&
            `The README has ${countOf(excess, 'character')} too many; ${formatCount(maxDescriptionLength)} are allowed.`
          }
          className="[&_textarea]:min-h-[420px] [&_textarea]:font-mono [&_textarea]:text-[12.5px]/[19px]"
        />
      )}
      {error ? <ErrorNotice error={error} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={() => (!changed || window.confirm(leaveQuestion)) && close()}>Cancel</Button>
        <Button look="primary" busy={isPending} disabled={!changed || excess > 0} onClick={save}>
          Save
        </Button>
      </div>
    </div>
  );
}
