import type { Transfer } from '#components/transfers/transfers-store.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { countOf } from '#lib/format/count.ts';

/** Of the uploads by one link, those that arrived whole. */
export function ReceivedFiles({ transfers }: { transfers: readonly Transfer[] }) {
  const received = transfers.flatMap(({ id, label, size, phase }) =>
    phase.name === 'done' ? [{ id, label, size, md5: phase.listed.md5 }] : [],
  );
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
        {received.map(({ id, label, size, md5 }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-3">
            <span className="min-w-0 truncate" title={label}>
              {label}
            </span>
            <span className="text-muted">
              {formatBytes(size)}
              {md5 ? (
                <>
                  , MD5 <code className="break-all">{md5}</code>
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      <p className="text-muted">
        {received.length === 1
          ? 'It waits for a member of the team to accept it'
          : 'They wait for a member of the team to accept them'}
        ; you can close this page.
      </p>
    </section>
  );
}
