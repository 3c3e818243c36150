'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { datasetsChanged } from '#components/datasets/dataset-queries.ts';
import { failureText, namesOf } from '#components/removal/batch-words.ts';
import { eachApart } from '#components/removal/each-apart.ts';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { countOf } from '#lib/format/count.ts';
import type { Submission } from '#lib/shares/data-request-schema.ts';
import { sharesChanged } from '../share-queries.ts';
import { acceptAlone } from './accept-alone.ts';

interface SettleManyDialogProps {
  workspaceId: string;
  submissions: readonly Submission[];
  what: 'accept' | 'decline';
  onSettled: (ids: readonly string[]) => void;
  onClose: () => void;
}

/** Accepts or declines several files that arrived. One that fails holds up no other, and stays in the list. */
export function SettleManyDialog({
  workspaceId,
  submissions,
  what,
  onSettled,
  onClose,
}: SettleManyDialogProps) {
  const api = useApi();
  const client = useQueryClient();
  const accepts = what === 'accept';
  const said = accepts ? 'accepted' : 'declined';
  const { mutate, isPending } = useMutation({
    mutationFn: () => {
      const tried = new Set<string>();
      return eachApart(submissions, (submission) =>
        accepts
          ? acceptAlone(api, workspaceId, submission, tried)
          : api('declineSubmission', { params: { workspaceId, submissionId: submission.id } }),
      );
    },
    onSuccess: async ({ done, failures }) => {
      const reasons = failures.map(({ item, error }) => ({
        item: named(item),
        reason: errorSentence(error),
      }));
      const failed = failureText(reasons, 'file', said);
      if (failed) showToast({ text: failed, tone: 'bad' });
      if (done.length > 0) showToast({ text: `${namesOf(done.map(named), 'file')} ${said}.` });
      onSettled(done.map(({ id }) => id));
      onClose();
      await Promise.all([sharesChanged(client, workspaceId), datasetsChanged(client, workspaceId)]);
    },
  });
  const size = submissions.reduce((sum, submission) => sum + submission.size, 0);
  return (
    <Dialog
      title={`${accepts ? 'Accept' : 'Decline'} ${countOf(submissions.length, 'file')}?`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look={accepts ? 'primary' : 'destroy'} busy={isPending} onClick={() => mutate()}>
            {accepts ? 'Accept' : 'Decline'}
          </Button>
        </>
      }
    >
      <p>
        {accepts
          ? `Each becomes a dataset of its own, named after its file; where the name is taken, a number is added. They are yours from then on, ${formatBytes(size)} in all.`
          : `Their ${formatBytes(size)} are removed from storage and cannot be brought back. The senders are not told.`}
      </p>
    </Dialog>
  );
}

function named({ id, fileName }: Submission): { id: string; name: string } {
  return { id, name: fileName };
}
