'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { datasetListQuery, datasetsChanged } from '#components/datasets/dataset-queries.ts';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { TextField } from '#components/ui/fields.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { nameKey, nameProblem, proposeName } from '#lib/datasets/dataset-name.ts';
import { SluiceError } from '#lib/errors.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { datasetPath } from '#lib/paths.ts';
import type { Submission } from '#lib/shares/data-request-schema.ts';
import { otherName } from '#lib/transfers/other-name.ts';
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
  const freeName = useFreeName(workspaceId, submission.fileName);
  const [typed, setTyped] = useState<string>();
  const name = typed ?? freeName;
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
            setTyped(target.value);
            reset();
          }}
        />
        {error && !taken ? <ErrorNotice error={error} /> : null}
      </form>
    </Dialog>
  );
}

/** A name made from the file's, other than those that the workspace's datasets have, once they are known. */
function useFreeName(workspaceId: string, fileName: string): string {
  const proposed = proposeName(fileName);
  const { data } = useQuery(datasetListQuery(useApi(), workspaceId, { search: proposed, limit: 200 }));
  const taken = data?.items.map(({ name }) => name) ?? [];
  return taken.map(nameKey).includes(nameKey(proposed)) ? otherName(proposed, taken) : proposed;
}
