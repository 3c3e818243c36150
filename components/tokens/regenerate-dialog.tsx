'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { SluiceError } from '#lib/errors.ts';
import type { Token } from '#lib/tokens/token-schema.ts';
import { LastUse } from './last-use.tsx';
import { RegeneratedMeanwhile } from './regenerated-meanwhile.tsx';
import { tokensQuery } from './token-queries.ts';

interface RegenerateDialogProps {
  workspaceId: string;
  /** As it stood when the dialog was asked for: a newer one is not replaced unseen. */
  seen: Token;
  busy: boolean;
  error: Error | null;
  onRegenerate: () => void;
  onClose: () => void;
  /** Copies the other token. */
  copyOther: ReactNode;
}

/** Says what a regeneration will stop, and who used the token last, before it asks. */
export function RegenerateDialog(props: RegenerateDialogProps) {
  const { workspaceId, seen, busy, error, onRegenerate, onClose, copyOther } = props;
  const { slot } = seen;
  const other = slot === 'primary' ? 'secondary' : 'primary';
  const list = useQuery({ ...tokensQuery(useApi(), workspaceId), refetchOnMount: 'always' });
  const now = list.isFetchedAfterMount ? list.data?.items.find((token) => token.slot === slot) : undefined;
  const refused = error instanceof SluiceError && error.code === 'conflict';
  const newer = now && now.generation !== seen.generation ? now : undefined;
  if (refused || (newer && !busy))
    return <RegeneratedMeanwhile slot={slot} now={newer} isFetching={list.isFetching} onClose={onClose} />;
  return (
    <Dialog
      title={`Regenerate the ${slot} token?`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {copyOther}
          <Button look="destroy" busy={busy || !now} onClick={onRegenerate}>
            Regenerate
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {now ? <LastUse token={now} /> : null}
        {!now && !list.error ? <Skeleton className="my-1 w-3/4" /> : null}
        {list.error && !now ? (
          <ErrorNotice error={list.error} onRetry={list.refetch} retrying={list.isFetching} />
        ) : null}
        <p>
          Every notebook, script and generated access code that holds it stops working <b>at once</b>, on
          every server of this portal. Switch them to the {other} token first and nothing breaks.
        </p>
        <p className="text-muted">
          Uploads begun with it can be gone on with by the {other} token. It cannot be brought back.
        </p>
        {error ? <ErrorNotice error={error} /> : null}
      </div>
    </Dialog>
  );
}
