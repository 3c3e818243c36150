'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { TextArea } from '#components/ui/fields.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import { countOf, formatCount } from '#lib/format/count.ts';
import { LazyMarkdown } from './lazy-markdown.tsx';
import { useUnsavedGuard } from './use-unsaved-guard.ts';
import { useUpdateDataset } from './use-update-dataset.ts';

/** Longest README, as the server takes it. */
const longest = 100_000;
const leaveQuestion = 'Leave without saving the README? What you wrote is lost.';

export function ReadmeEditor({ dataset, onClose }: { dataset: Dataset; onClose: () => void }) {
  const [text, setText] = useState(dataset.description);
  const [preview, setPreview] = useState(false);
  const { mutate, isPending, error } = useUpdateDataset(dataset);
  const changed = text !== dataset.description;
  useUnsavedGuard(changed, leaveQuestion);
  const excess = text.length - longest;

  function save() {
    mutate(
      { description: text },
      {
        onSuccess: () => {
          showToast({ text: 'README saved.' });
          onClose();
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
          onChange={(event) => setText(event.target.value)}
          error={
            excess > 0 &&
            `The README has ${countOf(excess, 'character')} too many; ${formatCount(longest)} are allowed.`
          }
          className="[&_textarea]:min-h-[420px] [&_textarea]:font-mono [&_textarea]:text-[12.5px]/[19px]"
        />
      )}
      {error ? <ErrorNotice error={error} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={() => (!changed || window.confirm(leaveQuestion)) && onClose()}>Cancel</Button>
        <Button look="primary" busy={isPending} disabled={!changed || excess > 0} onClick={save}>
          Save
        </Button>
      </div>
    </div>
  );
}
