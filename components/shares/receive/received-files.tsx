import type { Transfer } from '#components/transfers/transfers-store.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { countOf } from '#lib/format/count.ts';

/** What arrived whole by this link, from this page. */
export function ReceivedFiles({ transfers }: { transfers: readonly Transfer[] }) {
  // A member's own uploads, of another page, belong to a workspace.
  const received = transfers.filter(({ phase, workspaceId }) => phase.name === 'done' && workspaceId === '');
  if (received.length === 0) return null;
  return (
    <section
      aria-label="Received"
      role="status"
      className="panel grid grid-cols-[minmax(0,1fr)] gap-2 border-good p-4 sm:p-5"
    >
      <h2 className="text-base">
        <span aria-hidden="true" className="text-good">
          ✓
        </span>{' '}
        {countOf(received.length, 'file')} received whole. Thank you.
      </h2>
      <ul className="grid gap-1">
        {received.map(({ id, label, size }) => (
          <li key={id} className="flex justify-between gap-3">
            <span className="truncate" title={label}>
              {label}
            </span>
            <span className="shrink-0 text-muted">{formatBytes(size)}</span>
          </li>
        ))}
      </ul>
      <p className="text-muted">It waits for a member of the team to accept it; you can close this page.</p>
    </section>
  );
}
