'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import type { Submission } from '#lib/shares/data-request-schema.ts';
import { sharesChanged } from '../share-queries.ts';

interface DeclineDialogProps {
  workspaceId: string;
  submission: Submission;
  onClose: () => void;
}

/** Removes what arrived, after saying so. */
export function DeclineDialog({ workspaceId, submission, onClose }: DeclineDialogProps) {
  const api = useApi();
  const client = useQueryClient();
  const { fileName, size, sender } = submission;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api('declineSubmission', { params: { workspaceId, submissionId: submission.id } }),
    // Somebody else may have settled it meanwhile.
    onError: () => sharesChanged(client, workspaceId),
    onSuccess: async () => {
      showToast({ text: `“${fileName}” is declined.` });
      onClose();
      await sharesChanged(client, workspaceId);
    },
  });
  return (
    <Dialog
      title={`Decline “${fileName}”?`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="destroy" busy={isPending} onClick={() => mutate()}>
            Decline
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p>
          Its {formatBytes(size)} from {sender} are removed from storage and cannot be brought back. The
          sender is not told.
        </p>
        {error ? <ErrorNotice error={error} /> : null}
      </div>
    </Dialog>
  );
}
