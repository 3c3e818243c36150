'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useApi } from '#components/shell/api-context.ts';
import { clientWords } from '#components/tokens/client-words.ts';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { exactTime } from '#lib/format/time.ts';
import type { AccessKind, ShareAccess } from '#lib/shares/share-schema.ts';
import { accessesAddress, accessesQuery } from '../share-queries.ts';

interface AccessLogDialogProps {
  workspaceId: string;
  id: string;
  /** What the link leads to. */
  name: string;
  onClose: () => void;
}

const words: Record<AccessKind, string> = {
  open: 'opened',
  preview: 'looked at',
  download: 'downloaded',
  croissant: 'read the description',
  upload: 'sent',
};

/** Who used a link: when, from where, by what, for what; and the same as a file. */
export function AccessLogDialog({ workspaceId, id, name, onClose }: AccessLogDialogProps) {
  const query = useInfiniteQuery(accessesQuery(useApi(), workspaceId, id));
  const accesses = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Dialog
      width="wide"
      title={`Access log: ${name}`}
      onClose={onClose}
      footer={
        <>
          {(['csv', 'ndjson'] as const).map((format) => (
            <a
              key={format}
              className={buttonClass()}
              href={accessesAddress(workspaceId, id, format)}
              download
            >
              Export {format.toUpperCase()}
            </a>
          ))}
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <div className="grid gap-3" aria-busy={query.isPending}>
        {query.isPending ? <Skeleton /> : null}
        {query.error && !query.data ? (
          <ErrorNotice error={query.error} onRetry={query.refetch} retrying={query.isFetching} />
        ) : null}
        {query.data && accesses.length === 0 ? (
          <p className="py-6 text-center text-muted">Nobody has used this link yet.</p>
        ) : null}
        {accesses.length > 0 ? <AccessTable accesses={accesses} /> : null}
        {query.hasNextPage ? (
          <div>
            <Button busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
              Show earlier
            </Button>
          </div>
        ) : null}
        <p className="text-muted">Addresses are kept shortened: where from, not who.</p>
      </div>
    </Dialog>
  );
}

function AccessTable({ accesses }: { accesses: readonly ShareAccess[] }) {
  return (
    <div className="panel relative overflow-x-auto">
      <table className="table">
        <caption className="sr-only">Uses of this link, newest first</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col">From</th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {accesses.map(({ id, at, what, path, address, agent }) => (
            <tr key={id}>
              <td className="whitespace-nowrap">{exactTime(at)}</td>
              <td className="wrap-anywhere min-w-40">
                {words[what]}
                {path ? <span className="text-muted"> {path}</span> : null}
              </td>
              <td className="whitespace-nowrap">
                <code>{address}</code>
              </td>
              <td className="whitespace-nowrap" title={agent}>
                {clientWords(agent)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
