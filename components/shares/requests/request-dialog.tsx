'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { CreatedDataRequest } from '#lib/shares/data-request-schema.ts';
import type { SharePolicy } from '#lib/shares/share-schema.ts';
import { MadeLink } from '../dialogs/made-link.tsx';
import { limitWords } from '../receive/limits.ts';
import { sharePolicyQuery, sharesChanged } from '../share-queries.ts';
import { type RequestDraft, requestDraftFor, requestOf, requestProblems } from './request-draft.ts';
import { RequestForm } from './request-form.tsx';

interface RequestDialogProps {
  workspaceId: string;
  onClose: () => void;
}

/** Makes a link to receive data, within the workspace's policy; then shows it. */
export function RequestDialog({ workspaceId, onClose }: RequestDialogProps) {
  const policy = useQuery(sharePolicyQuery(useApi(), workspaceId));
  if (policy.data && !policy.data.off)
    return <NewRequest workspaceId={workspaceId} policy={policy.data} onClose={onClose} />;
  return (
    <Dialog title="Request data" onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
      {policy.data?.off ? (
        <p>Links are switched off in this workspace. An Owner can allow them, in Settings → General.</p>
      ) : null}
      {policy.error && !policy.data ? (
        <ErrorNotice error={policy.error} onRetry={policy.refetch} retrying={policy.isFetching} />
      ) : null}
      {policy.isPending ? <Skeleton /> : null}
    </Dialog>
  );
}

function NewRequest({ workspaceId, policy, onClose }: RequestDialogProps & { policy: SharePolicy }) {
  const api = useApi();
  const client = useQueryClient();
  const form = useId();
  const [now] = useState(() => Date.now());
  const [draft, setDraft] = useState<RequestDraft>(() => requestDraftFor(policy));
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<CreatedDataRequest>();
  const { mutate, isPending, error } = useMutation({
    // The link is handed on, not returned: what a mutation returns stays in the cache.
    mutationFn: async () => {
      const body = requestOf(draft, Date.now());
      setMade(await api('createDataRequest', { params: { workspaceId }, body }));
      await sharesChanged(client, workspaceId);
    },
  });
  const problems = requestProblems(draft, policy, now);
  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems).length === 0 && !isPending) mutate();
  }
  if (made)
    return (
      <Dialog
        title={`“${made.title}” can be sent`}
        onClose={onClose}
        footer={
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        }
      >
        <MadeLink url={made.url} password={draft.password} allows={limitWords(made, made)} />
        <p className="mt-3 text-muted">
          Who has the link can send files, and neither list, read nor replace any. What arrives waits under
          Shares → Received until a member accepts it.
        </p>
      </Dialog>
    );
  return (
    <Dialog
      title="Request data"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary" busy={isPending}>
            Make the link
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-4">
        <RequestForm
          draft={draft}
          onChange={(changes) => setDraft({ ...draft, ...changes })}
          problems={tried ? problems : {}}
          policy={policy}
          now={now}
        />
        {error ? <ErrorNotice error={error} /> : null}
      </form>
    </Dialog>
  );
}
