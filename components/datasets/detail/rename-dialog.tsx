'use client';

import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { TextField } from '#components/ui/fields.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { nameProblem } from '#lib/datasets/dataset-name.ts';
import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import { useUpdateDataset } from './use-update-dataset.ts';

export function RenameDialog({ dataset, onClose }: { dataset: Dataset; onClose: () => void }) {
  const form = useId();
  const [name, setName] = useState(dataset.name);
  const { mutate, isPending, error, reset } = useUpdateDataset(dataset);
  const input = useRef<HTMLInputElement>(null);
  // After the dialog has opened: it would put the focus on its first button.
  useEffect(() => input.current?.select(), []);
  const problem = nameProblem(name) ?? (error ? errorSentence(error) : undefined);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (nameProblem(name)) return;
    if (name === dataset.name) return onClose();
    mutate(
      { name, replaces: { name: dataset.name } },
      {
        onSuccess: () => {
          showToast({ text: `Renamed to “${name}”.` });
          onClose();
        },
      },
    );
  }

  return (
    <Dialog
      title="Rename this dataset"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary" busy={isPending} disabled={problem !== undefined}>
            Rename
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <TextField
          label="Name"
          value={name}
          error={problem}
          hint="Its address stays the same; scripts that look it up by name need the new one."
          autoComplete="off"
          spellCheck={false}
          ref={input}
          onChange={(event) => {
            setName(event.target.value);
            reset();
          }}
        />
      </form>
    </Dialog>
  );
}
