'use client';

import Link from 'next/link';
import { useRemovableDatasets } from '#components/datasets/dataset-mutations.ts';
import { DeletedCells } from '#components/removal/deleted-cells.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { Time } from '#components/ui/time.tsx';
import type { DatasetSummary } from '#lib/datasets/dataset-schema.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { countOf, formatCount } from '#lib/format/count.ts';
import { datasetPath } from '#lib/paths.ts';
import type { ListView } from './list-view.ts';

interface DatasetRowProps {
  workspaceId: string;
  row: DatasetSummary;
  kind: ListView['kind'];
  isOwn: boolean;
  mayRestore: boolean;
  picked: boolean;
  onPick: (range: boolean) => void;
  onRestored: () => void;
}

export function DatasetRow({
  workspaceId,
  row,
  kind,
  isOwn,
  mayRestore,
  picked,
  onPick,
  onRestored,
}: DatasetRowProps) {
  const removable = useRemovableDatasets(row.workspaceId);
  const owner = isOwn ? 'you' : row.owner.displayName;
  return (
    <tr data-selected={picked || undefined}>
      <td className="select-none pr-0!">
        <Checkbox
          label={`Select ${row.name}`}
          labelHidden
          checked={picked}
          onChange={({ nativeEvent }) => onPick(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
        />
      </td>
      <td className="py-1.5">
        <div className="flex min-w-0 items-center gap-x-2 gap-y-1 @max-2xl:flex-wrap">
          <NameOf workspaceId={workspaceId} row={row} kind={kind} />
          {row.fileCount > 1 ? <Chip>{countOf(row.fileCount, 'file')}</Chip> : null}
        </div>
      </td>
      <td className="text-muted @max-2xl:hidden">{row.dataTypeId}</td>
      <td
        className={`whitespace-nowrap text-right ${kind === 'deleted' ? '@max-3xl:hidden' : ''}`}
        title={`${formatCount(row.size)} bytes`}
      >
        {formatBytes(row.size)}
      </td>
      {kind === 'deleted' ? null : <td className="@max-3xl:hidden">v{row.version}</td>}
      <td className="truncate @max-4xl:hidden" title={row.owner.displayName}>
        {owner}
      </td>
      {kind === 'deleted' ? (
        <DeletedCells row={row} removable={removable} mayRestore={mayRestore} onRestored={onRestored} />
      ) : (
        <td className="text-muted">
          <Time at={row.updatedAt} />
        </td>
      )}
    </tr>
  );
}

function NameOf({ workspaceId, row, kind }: Pick<DatasetRowProps, 'workspaceId' | 'row' | 'kind'>) {
  return (
    <Link
      data-row-focus
      prefetch={false}
      href={datasetPath(workspaceId, row.id, kind === 'samples' ? 'sample' : 'own')}
      className="link min-w-0 rounded-sm font-semibold @2xl:truncate @max-2xl:line-clamp-2"
      title={row.name}
    >
      {row.name}
    </Link>
  );
}
