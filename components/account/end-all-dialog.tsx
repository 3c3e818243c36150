'use client';

import { useMutation } from '@tanstack/react-query';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';

/** Asks before all my sessions end, this one too. */
export function EndAllDialog({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => api('endAllSessions', {}),
    // A new page, so that nothing of this person stays in memory.
    onSuccess: () => window.location.assign('/sign-in'),
  });
  return (
    <Dialog
      title="End all your sessions?"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="destroy" busy={isPending || isSuccess} onClick={() => mutate()}>
            End all
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p>
          You are signed out on every device, here too. Sign-in links of yours that were not used yet end as
          well.
        </p>
        <p>
          To go on you sign in again, so be sure that you can. Authorization tokens of scripts go on working.
        </p>
        {error ? <ErrorNotice error={error} /> : null}
      </div>
    </Dialog>
  );
}
