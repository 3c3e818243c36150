'use client';

import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useReducer, useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { keepFocus } from '#components/ui/keep-focus.ts';
import { changeSelection, emptySelection } from '#components/ui/selection.ts';
import { SelectionBar } from '#components/ui/selection-bar.tsx';
import { Time } from '#components/ui/time.tsx';
import { labelOf } from '#lib/datasets/data-types.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { countOf, formatCount } from '#lib/format/count.ts';
import type { Submission } from '#lib/shares/data-request-schema.ts';
import { mostSubmissions } from '#lib/shares/share-limits.ts';
import { LedgerSkeleton } from '../ledger/ledger-skeleton.tsx';
import { Until } from '../ledger/until.tsx';
import { submissionsQuery } from '../share-queries.ts';

const AcceptDialog = lazy(async () => ({ default: (await import('./accept-dialog.tsx')).AcceptDialog }));
const SettleManyDialog = lazy(async () => ({
  default: (await import('./settle-many-dialog.tsx')).SettleManyDialog,
}));
const DeclineDialog = lazy(async () => ({ default: (await import('./decline-dialog.tsx')).DeclineDialog }));

/** What arrived through links and awaits a member's word. */
export function Inbox({ workspaceId }: { workspaceId: string }) {
  const { data, error, refetch, isFetching } = useQuery(submissionsQuery(useApi(), workspaceId));
  const [question, ask] = useState<{ kind: 'accept' | 'decline'; submission: Submission }>();
  // Those that were picked when it was asked: others may settle some while the question is open.
  const [settling, settle] = useState<{ what: 'accept' | 'decline'; submissions: Submission[] }>();
  const [{ picked }, change] = useReducer(changeSelection<Submission>, emptySelection);
  const close = () => ask(undefined);
  if (!data && error) return <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} />;
  if (!data) return <LedgerSkeleton />;
  // Others may have settled some meanwhile.
  const chosen = data.items.filter(({ id }) => picked.has(id));
  return (
    <>
      {data.items.length === 0 ? (
        <EmptyState title="Nothing waits">
          What people send by a link to receive data arrives here. It becomes a dataset once a member accepts
          it; until then nobody else sees it.
        </EmptyState>
      ) : (
        <ul
          ref={keepFocus}
          className={classNames('panel', chosen.length > 0 && 'mb-[52px]')}
          aria-label="Received files"
        >
          {data.items.map((submission) => {
            const { id, fileName, dataTypeId, size, md5, sender, requestTitle, receivedAt, purgeAt } =
              submission;
            return (
              <li
                key={id}
                className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-3 py-2.5 last:border-b-0"
              >
                <Checkbox
                  label={`Select ${fileName}`}
                  labelHidden
                  checked={picked.has(id)}
                  onChange={() => change({ do: 'toggle', row: submission })}
                />
                <div className="min-w-0 flex-1 basis-64">
                  <p className="flex items-center gap-2">
                    <b className="truncate" title={md5 ? `${fileName}, MD5 ${md5}` : fileName}>
                      {fileName}
                    </b>
                    <Chip title={labelOf(dataTypeId)}>{dataTypeId}</Chip>
                    <span className="shrink-0 text-muted">{formatBytes(size)}</span>
                  </p>
                  <p className="text-muted text-xs">
                    from {sender} for “{requestTitle}” · <Time at={receivedAt} /> · kept until{' '}
                    <Until at={purgeAt} />
                  </p>
                </div>
                <div className="flex gap-2">
                  <Button
                    look="danger"
                    aria-label={`Decline ${fileName}`}
                    onClick={() => ask({ kind: 'decline', submission })}
                  >
                    Decline…
                  </Button>
                  <Button
                    look="primary"
                    aria-label={`Accept ${fileName}`}
                    onClick={() => ask({ kind: 'accept', submission })}
                  >
                    Accept…
                  </Button>
                </div>
              </li>
            );
          })}
        </ul>
      )}
      {data.items.length >= mostSubmissions ? (
        <p className="mt-3 text-muted">
          The newest {formatCount(mostSubmissions)} are here; older ones follow as these are settled.
        </p>
      ) : null}
      {chosen.length > 0 ? (
        <SelectionBar
          label="Selected files"
          count={chosen.length}
          sum={formatBytes(chosen.reduce((sum, { size }) => sum + size, 0))}
          onClear={() => change({ do: 'clear' })}
        >
          <Button look="primary" onClick={() => settle({ what: 'accept', submissions: chosen })}>
            Accept {countOf(chosen.length, 'file')}…
          </Button>
          <Button look="danger" onClick={() => settle({ what: 'decline', submissions: chosen })}>
            Decline…
          </Button>
        </SelectionBar>
      ) : null}
      <Suspense>
        {settling ? (
          <SettleManyDialog
            workspaceId={workspaceId}
            {...settling}
            onSettled={(ids) => change({ do: 'drop', ids })}
            onClose={() => settle(undefined)}
          />
        ) : null}
        {question?.kind === 'accept' ? (
          <AcceptDialog workspaceId={workspaceId} submission={question.submission} onClose={close} />
        ) : null}
        {question?.kind === 'decline' ? (
          <DeclineDialog workspaceId={workspaceId} submission={question.submission} onClose={close} />
        ) : null}
      </Suspense>
    </>
  );
}
