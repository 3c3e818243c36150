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
import type { AcceptSubmission, Submission } from '#lib/shares/data-request-schema.ts';
import { otherName } from '#lib/transfers/other-name.ts';
import { sharesChanged } from '../share-queries.ts';

interface AcceptDialogProps {
  workspaceId: string;
  submission: Submission;
  onClose: () => void;
}

/** Makes what arrived a dataset under a name of the member's choice, or a new version of the one that has the name. */
export function AcceptDialog({ workspaceId, submission, onClose }: AcceptDialogProps) {
  const api = useApi();
  const client = useQueryClient();
  const router = useRouter();
  const form = useId();
  const { freeName, holder } = useFreeName(workspaceId, submission.fileName);
  const [typed, setTyped] = useState<string>();
  const name = typed ?? freeName;
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (body: AcceptSubmission) =>
      api('acceptSubmission', { params: { workspaceId, submissionId: submission.id }, body }),
    // Somebody else may have settled it meanwhile.
    onError: () => sharesChanged(client, workspaceId),
    onSuccess: async ({ dataset }) => {
      showToast({
        text: `${dataset.name} ${dataset.version === 1 ? 'is a dataset' : `has version ${dataset.version}`} now.`,
        action: { label: 'Open', run: () => router.push(datasetPath(workspaceId, dataset.id)) },
      });
      onClose();
      await Promise.all([sharesChanged(client, workspaceId), datasetsChanged(client, workspaceId)]);
    },
  });
  const taken = error instanceof SluiceError && error.code === 'name_taken' ? error : undefined;
  const problem = nameProblem(name.trim()) ?? taken?.message;
  const existing = existingOf(taken, name.trim()) ?? (typed === undefined ? holder : undefined);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!problem && !isPending) mutate({ name: name.trim() });
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
        {existing ? (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-(--radius) bg-sunken px-3 py-2.5">
            <p className="min-w-0 flex-1 basis-40">A dataset named {existing.name} exists already.</p>
            <Button disabled={isPending} onClick={() => mutate({ datasetId: existing.id })}>
              Accept as its new version
            </Button>
          </div>
        ) : null}
        {error && !taken ? <ErrorNotice error={error} /> : null}
      </form>
    </Dialog>
  );
}

function existingOf(taken: SluiceError | undefined, name: string): Existing | undefined {
  const id = taken?.details.datasetId;
  return typeof id === 'string' ? { id, name } : undefined;
}

interface Existing {
  id: string;
  name: string;
}

/**
 * A name made from the file's, other than those that the workspace's datasets have, once they are known; and the dataset
 * that has it as it is.
 */
function useFreeName(
  workspaceId: string,
  fileName: string,
): { freeName: string; holder: Existing | undefined } {
  const proposed = proposeName(fileName);
  const { data } = useQuery(datasetListQuery(useApi(), workspaceId, { search: proposed, limit: 200 }));
  const holder = data?.items.find(({ name }) => nameKey(name) === nameKey(proposed));
  const taken = data?.items.map(({ name }) => name) ?? [];
  return { freeName: holder ? otherName(proposed, taken) : proposed, holder };
}
