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

// Each column is there from the width of the table at which names keep 220 px; a phone has what is missing below the name.
const columns = {
  file: 'w-[164px] @max-4xl:hidden',
  size: 'w-[92px] @max-2xl:hidden',
  time: 'w-[108px] @max-3xl:hidden',
  ended: 'w-[112px] @max-2xl:hidden',
};

/** Ended transfers, the newest first; undefined while they are read. */
export function HistoryTable({ history }: { history: readonly HistoryRecord[] | undefined }) {
  return (
    <div className="panel @container overflow-hidden" aria-busy={history === undefined}>
      <table className="table table-fixed">
        <thead>
          <tr>
            <th>Dataset</th>
            <th className={columns.file}>File or folder</th>
            <th className="w-[112px]">Outcome</th>
            <th className={`${columns.size} text-right!`}>Size</th>
            <th className={`${columns.time} text-right!`}>Time</th>
            <th className={columns.ended}>Ended</th>
            <th className="w-[88px]">
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
    fileCount,
  } = record;
  const count = fileCount > 1 ? <span className="text-muted"> · {countOf(fileCount, 'file')}</span> : null;
  const endedAgo = <Time at={new Date(endedAt).toISOString()} />;
  return (
    <tr>
      <td className="py-1.5">
        {datasetId ? (
          <Link href={datasetPath(workspaceId, datasetId)} className="link font-semibold">
            {name}
          </Link>
        ) : (
          name
        )}
        {version ? <span className="text-muted"> · version {version}</span> : null}
        <p className="@4xl:hidden truncate text-muted text-xs" title={label}>
          {label}
          {count}
        </p>
        <p className="@2xl:hidden text-muted text-xs">
          {formatBytes(size)} · {endedAgo}
        </p>
      </td>
      <td className={`${columns.file} truncate font-mono text-[12.5px]`} title={label}>
        {label}
        {count}
      </td>
      <td title={reason}>
        <Chip tone={tones[outcome]}>{outcome}</Chip>
      </td>
      <td className={`${columns.size} whitespace-nowrap text-right`} title={`${formatCount(size)} bytes`}>
        {formatBytes(size)}
      </td>
      <td className={`${columns.time} whitespace-nowrap text-right`}>
        {formatDuration(endedAt - startedAt)}
      </td>
      <td className={columns.ended}>{endedAgo}</td>
      <td className="text-right">
        <ReceiptButton ids={[id]} label={`Receipt of ${label} as CSV`} />
      </td>
    </tr>
  );
}
