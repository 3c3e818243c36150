'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { CreatedShare, SharePolicy } from '#lib/shares/share-schema.ts';
import { sharePolicyQuery, sharesChanged } from '../share-queries.ts';
import { allowances } from '../share-words.ts';
import { MadeLink } from './made-link.tsx';
import { draftFor, problemsOf, type ShareDraft, shareOf } from './share-draft.ts';
import { ShareForm } from './share-form.tsx';

export interface ShareDialogProps {
  workspaceId: string;
  /** `version` is the number of its newest. */
  dataset: { id: string; name: string; version: number };
  onClose: () => void;
}

/** Makes a link to a dataset, within the workspace's policy; then shows it. */
export function ShareDialog({ workspaceId, dataset, onClose }: ShareDialogProps) {
  const policy = useQuery(sharePolicyQuery(useApi(), workspaceId));
  if (policy.data && !policy.data.off)
    return <NewShare workspaceId={workspaceId} dataset={dataset} policy={policy.data} onClose={onClose} />;
  return (
    <Dialog
      title={`Share “${dataset.name}”`}
      onClose={onClose}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {policy.data?.off ? (
        <p>Share links are switched off in this workspace. An Owner can allow them, in Settings → General.</p>
      ) : null}
      {policy.error && !policy.data ? (
        <ErrorNotice error={policy.error} onRetry={policy.refetch} retrying={policy.isFetching} />
      ) : null}
      {policy.isPending ? <Skeleton /> : null}
    </Dialog>
  );
}

function NewShare({ workspaceId, dataset, policy, onClose }: ShareDialogProps & { policy: SharePolicy }) {
  const api = useApi();
  const client = useQueryClient();
  const form = useId();
  const [now] = useState(() => Date.now());
  const [draft, setDraft] = useState<ShareDraft>(() => draftFor(policy));
  const [made, setMade] = useState<CreatedShare>();
  const { mutate, isPending, error } = useMutation({
    // The link is handed on, not returned: what a mutation returns stays in the cache.
    mutationFn: async () => {
      setMade(
        await api('createShare', {
          params: { workspaceId },
          body: shareOf(draft, dataset.id, Date.now()),
        }),
      );
      await sharesChanged(client, workspaceId);
    },
  });
  const problems = problemsOf(draft, policy, now);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (Object.keys(problems).length === 0 && !isPending) mutate();
  }
  if (made)
    return (
      <Dialog
        title={`“${dataset.name}” is shared`}
        onClose={onClose}
        footer={
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        }
      >
        <MadeLink url={made.url} password={draft.password} allows={allowances(made)} />
        <p className="mt-3 text-muted">
          Revoke it at any moment under Shares. A download that has started by then may finish within minutes.
        </p>
      </Dialog>
    );
  return (
    <Dialog
      title={`Share “${dataset.name}”`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={form}
            look="primary"
            busy={isPending}
            disabled={Object.keys(problems).length > 0}
          >
            Make the link
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-4">
        <ShareForm
          draft={draft}
          onChange={(changes) => setDraft({ ...draft, ...changes })}
          problems={problems}
          policy={policy}
          newest={dataset.version}
          now={now}
        />
        {error ? <ErrorNotice error={error} /> : null}
      </form>
    </Dialog>
  );
}
