'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { TextArea } from '#components/ui/fields.tsx';
import { countOf, formatCount } from '#lib/format/count.ts';
import { draftOf, dropDraft, keepDraft } from './drafts.ts';
import { LazyMarkdown } from './lazy-markdown.tsx';

interface MarkdownEditorProps {
  /** Id of what the text describes: its draft outlives the editor. */
  about: string;
  /** What the text is called: `README`. */
  noun: string;
  text: string;
  maxLength: number;
  saving: boolean;
  /** Why it was not saved. */
  error: unknown;
  /** Saves the text, then calls `done`. */
  onSave: (text: string, done: () => void) => void;
  onClose: () => void;
}

export function MarkdownEditor({
  about,
  noun,
  text: saved,
  maxLength,
  saving,
  error,
  onSave,
  onClose,
}: MarkdownEditorProps) {
  const [text, setText] = useState(draftOf(about) ?? saved);
  const [preview, setPreview] = useState(false);
  const changed = text !== saved;
  const excess = text.length - maxLength;
  const leaveQuestion = `Leave without saving the ${noun}? What you wrote is lost.`;

  function write(next: string) {
    setText(next);
    if (next === saved) dropDraft(about);
    else keepDraft(about, next);
  }

  function close() {
    dropDraft(about);
    onClose();
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
          label={noun}
          labelHidden
          autoFocus
          rows={20}
          value={text}
          onChange={(event) => write(event.target.value)}
          error={
            excess > 0 &&
            `The ${noun} has ${countOf(excess, 'character')} too many; ${formatCount(maxLength)} are allowed.`
          }
          className="[&_textarea]:min-h-[420px] [&_textarea]:font-mono [&_textarea]:text-[12.5px]/[19px]"
        />
      )}
      {error ? <ErrorNotice error={error} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={() => (!changed || window.confirm(leaveQuestion)) && close()}>Cancel</Button>
        <Button
          look="primary"
          busy={saving}
          disabled={!changed || excess > 0}
          onClick={() => onSave(text, close)}
        >
          Save
        </Button>
      </div>
    </div>
  );
}
