import Link from 'next/link';
import type { ReactNode } from 'react';
import { Chip } from '#components/ui/chip.tsx';
import { formatBytes } from '#lib/format/bytes.ts';
import { formatCount } from '#lib/format/count.ts';
import { datasetPath, sharesPath } from '#lib/paths.ts';
import type { Usage } from '#lib/workspaces/workspace-schema.ts';

/** A bar by dataset, largest first, each as its share of the largest; then what is no listed dataset. */
export function UsageTable({ workspaceId, usage }: { workspaceId: string; usage: Usage }) {
  const { datasets, outputBytes, receivedBytes, otherBytes } = usage;
  const most = Math.max(1, outputBytes, receivedBytes, otherBytes, datasets[0]?.bytes ?? 0);
  if (usage.bytes === 0 && datasets.length === 0) return <p>Nothing is kept here yet.</p>;
  return (
    <div className="panel overflow-hidden">
      <table className="table">
        <caption className="sr-only">Bytes by dataset, largest first</caption>
        <thead>
          <tr>
            <th scope="col">Dataset</th>
            <th scope="col" className="text-right!">
              Versions
            </th>
            <th scope="col" className="text-right!">
              Bytes
            </th>
          </tr>
        </thead>
        <tbody>
          {datasets.map(({ id, name, bytes, versions, deleted }) => (
            <UsageRow key={id} bytes={bytes} most={most} versions={versions}>
              <Link
                href={datasetPath(workspaceId, id)}
                prefetch={false}
                className="font-semibold hover:underline"
              >
                {name}
              </Link>
              {deleted ? (
                <span className="ml-2 inline-block">
                  <Chip title="Its bytes count until it is purged.">deleted</Chip>
                </span>
              ) : null}
            </UsageRow>
          ))}
          {otherBytes > 0 ? (
            <UsageRow bytes={otherBytes} most={most}>
              All other datasets
            </UsageRow>
          ) : null}
          {outputBytes > 0 ? (
            <UsageRow bytes={outputBytes} most={most}>
              Outputs of experiments
            </UsageRow>
          ) : null}
          {receivedBytes > 0 ? (
            <UsageRow bytes={receivedBytes} most={most}>
              <Link href={sharesPath(workspaceId, 'inbox')} prefetch={false} className="hover:underline">
                Received, waiting to be accepted
              </Link>
            </UsageRow>
          ) : null}
        </tbody>
      </table>
    </div>
  );
}

interface UsageRowProps {
  bytes: number;
  most: number;
  versions?: number;
  children: ReactNode;
}

function UsageRow({ bytes, most, versions, children }: UsageRowProps) {
  return (
    <tr>
      <td className="py-1.5!">
        {children}
        <div aria-hidden="true" className="mt-1 h-1 max-w-[420px] overflow-hidden rounded-full bg-line">
          <div className="h-full bg-accent" style={{ width: `${(100 * bytes) / most}%` }} />
        </div>
      </td>
      <td className="text-right text-muted">{versions === undefined ? null : formatCount(versions)}</td>
      <td className="whitespace-nowrap text-right">
        {formatBytes(bytes)}
        {bytes < 1000 ? null : <div className="text-muted text-xs">{formatCount(bytes)}</div>}
      </td>
    </tr>
  );
}
