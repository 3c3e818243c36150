import Link from 'next/link';
import { Chip } from '#components/ui/chip.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Time } from '#components/ui/time.tsx';
import { formatBytes } from '#lib/format/bytes.ts';
import { countOf, formatCount } from '#lib/format/count.ts';
import { formatDuration } from '#lib/format/duration.ts';
import { datasetPath } from '#lib/paths.ts';
import type { HistoryRecord } from '../journal/upload-record.ts';
import { ReceiptButton } from '../receipt-button.tsx';

const tones = { uploaded: 'good', downloaded: 'good', failed: 'bad', cancelled: 'plain' } as const;

/** Ended transfers, the newest first; undefined while they are read. */
export function HistoryTable({ history }: { history: readonly HistoryRecord[] | undefined }) {
  return (
    <div className="panel relative overflow-x-auto" aria-busy={history === undefined}>
      <table className="table">
        <thead>
          <tr>
            <th>Dataset</th>
            <th>File or folder</th>
            <th>Outcome</th>
            <th className="text-right!">Size</th>
            <th className="text-right!">Time</th>
            <th>Ended</th>
            <th>
              <span className="sr-only">Receipt</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {history ? (
            history.map((record) => <HistoryRow key={record.id} record={record} />)
          ) : (
            <tr>
              <td colSpan={7}>
                <Skeleton className="w-1/2" />
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function HistoryRow({ record }: { record: HistoryRecord }) {
  const {
    id,
    workspaceId,
    name,
    label,
    outcome,
    reason,
    datasetId,
    version,
    size,
    startedAt,
    endedAt,
    files,
  } = record;
  return (
    <tr>
      <td>
        {datasetId ? (
          <Link href={datasetPath(workspaceId, datasetId)} className="link font-semibold">
            {name}
          </Link>
        ) : (
          name
        )}
        {version ? <span className="text-muted"> · version {version}</span> : null}
      </td>
      <td className="max-w-[240px] truncate font-mono text-[12.5px]" title={label}>
        {label}
        {files.length > 1 ? <span className="text-muted"> · {countOf(files.length, 'file')}</span> : null}
      </td>
      <td title={reason}>
        <Chip tone={tones[outcome]}>{outcome}</Chip>
      </td>
      <td className="whitespace-nowrap text-right" title={`${formatCount(size)} bytes`}>
        {formatBytes(size)}
      </td>
      <td className="whitespace-nowrap text-right">{formatDuration(endedAt - startedAt)}</td>
      <td>
        <Time at={new Date(endedAt).toISOString()} />
      </td>
      <td className="text-right">
        <ReceiptButton ids={[id]} label={`Receipt of ${label} as CSV`} />
      </td>
    </tr>
  );
}
