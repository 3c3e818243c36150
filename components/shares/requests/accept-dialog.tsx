'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { datasetsChanged } from '#components/datasets/dataset-queries.ts';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { TextField } from '#components/ui/fields.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { nameProblem, proposeName } from '#lib/datasets/dataset-name.ts';
import { SluiceError } from '#lib/errors.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { datasetPath } from '#lib/paths.ts';
import type { Submission } from '#lib/shares/data-request-schema.ts';
import { sharesChanged } from '../share-queries.ts';

interface AcceptDialogProps {
  workspaceId: string;
  submission: Submission;
  onClose: () => void;
}

/** Makes what arrived a dataset, under a name of the member's choice. */
export function AcceptDialog({ workspaceId, submission, onClose }: AcceptDialogProps) {
  const api = useApi();
  const client = useQueryClient();
  const router = useRouter();
  const form = useId();
  const [name, setName] = useState(() => proposeName(submission.fileName));
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () =>
      api('acceptSubmission', {
        params: { workspaceId, submissionId: submission.id },
        body: { name: name.trim() },
      }),
    onSuccess: async ({ dataset }) => {
      showToast({
        text: `${dataset.name} is a dataset now.`,
        action: { label: 'Open', run: () => router.push(datasetPath(workspaceId, dataset.id)) },
      });
      onClose();
      await Promise.all([sharesChanged(client, workspaceId), datasetsChanged(client, workspaceId)]);
    },
  });
  const taken = error instanceof SluiceError && error.code === 'name_taken';
  const problem = nameProblem(name.trim()) ?? (taken ? error.message : undefined);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!problem && !isPending) mutate();
  }
  return (
    <Dialog
      title={`Accept “${submission.fileName}”`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary" busy={isPending} disabled={problem !== undefined}>
            Accept
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-4">
        <TextField
          label="Name of the dataset"
          autoComplete="off"
          value={name}
          error={problem}
          hint={`${formatBytes(submission.size)} from ${submission.sender}. It is yours from then on.`}
          onChange={({ target }) => {
            setName(target.value);
            reset();
          }}
        />
        {error && !taken ? <ErrorNotice error={error} /> : null}
      </form>
    </Dialog>
  );
}
