'use client';

import Link from 'next/link';
import { useRemovableExperiments } from '#components/experiments/experiment-mutations.ts';
import { RunStatusChip } from '#components/experiments/run-status.tsx';
import { DeletedCells } from '#components/removal/deleted-cells.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Time } from '#components/ui/time.tsx';
import type { ExperimentSummary } from '#lib/experiments/experiment-schema.ts';
import { formatCount } from '#lib/format/count.ts';
import { experimentPath } from '#lib/paths.ts';
import type { ExperimentView } from './experiment-view.ts';

interface ExperimentRowProps {
  workspaceId: string;
  row: ExperimentSummary;
  kind: ExperimentView['kind'];
  isOwn: boolean;
  /** Whether the row is picked, and how it is; undefined where none can be. */
  pick: { picked: boolean; onPick: (range: boolean) => void } | undefined;
  onRestored: () => void;
}

export function ExperimentRow({ workspaceId, row, kind, isOwn, pick, onRestored }: ExperimentRowProps) {
  const removable = useRemovableExperiments(row.workspaceId);
  return (
    <tr data-selected={pick?.picked || undefined}>
      {pick ? (
        <td className="select-none pr-0!">
          <Checkbox
            label={`Select ${row.name}`}
            labelHidden
            checked={pick.picked}
            onChange={({ nativeEvent }) =>
              pick.onPick(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
            }
          />
        </td>
      ) : null}
      <td className="py-1.5">
        <Link
          data-row-focus
          prefetch={false}
          href={experimentPath(workspaceId, row.id, kind === 'samples' ? 'sample' : 'own')}
          className="link block min-w-0 font-semibold @max-2xl:line-clamp-2 @2xl:truncate"
          title={row.name}
        >
          {row.name}
        </Link>
      </td>
      <td className={kind === 'deleted' ? '@max-2xl:hidden' : undefined}>
        <RunStatusChip status={row.status} />
      </td>
      <td className="text-right @max-xl:hidden">{formatCount(row.runCount)}</td>
      <td className="truncate @max-4xl:hidden" title={row.creator.displayName}>
        {isOwn ? 'you' : row.creator.displayName}
      </td>
      {kind === 'deleted' ? (
        <DeletedCells
          row={row}
          removable={removable}
          mayRestore={pick !== undefined}
          onRestored={onRestored}
        />
      ) : (
        <td className="text-muted">
          <Time at={row.updatedAt} />
        </td>
      )}
    </tr>
  );
}
