'use client';

import { useCallback, useRef } from 'react';
import { pickedOf } from '#components/ui/page-checkbox.tsx';
import { useRowKeys } from '#components/ui/row-keys.ts';
import type { Selection, SelectionChange } from '#components/ui/selection.ts';
import type { ExperimentSummary } from '#lib/experiments/experiment-schema.ts';
import { ExperimentRow } from './experiment-row.tsx';
import type { ExperimentView } from './experiment-view.ts';
import { TableHead } from './table-head.tsx';

interface ExperimentTableProps {
  workspaceId: string;
  kind: ExperimentView['kind'];
  rows: readonly ExperimentSummary[];
  userId: string | undefined;
  /** Rows can be picked: there is something to do with them. */
  mayPick: boolean;
  selection: Selection<ExperimentSummary>;
  select: (change: SelectionChange<ExperimentSummary>) => void;
}

export function ExperimentTable({
  workspaceId,
  kind,
  rows,
  userId,
  mayPick,
  selection,
  select,
}: ExperimentTableProps) {
  const table = useRef<HTMLTableElement>(null);
  const pick = useCallback(
    (index: number, range: boolean) => {
      const row = rows[index];
      if (row && mayPick) select(range ? { do: 'range', row, page: rows } : { do: 'toggle', row });
    },
    [rows, select, mayPick],
  );
  useRowKeys(table, pick);

  const picked = pickedOf(rows, selection.picked);
  return (
    <div className="panel @container overflow-hidden">
      <table ref={table} className="table table-fixed">
        <caption className="sr-only">
          Experiments; j and k move, {mayPick ? 'x selects, ' : ''}Enter opens
        </caption>
        <TableHead
          kind={kind}
          pick={mayPick ? { picked, onPickPage: () => select({ do: 'page', page: rows }) } : undefined}
        />
        <tbody>
          {rows.map((row, index) => (
            <ExperimentRow
              key={row.id}
              workspaceId={workspaceId}
              row={row}
              kind={kind}
              isOwn={userId !== undefined && row.creator.id === userId}
              pick={
                mayPick
                  ? { picked: selection.picked.has(row.id), onPick: (range) => pick(index, range) }
                  : undefined
              }
              onRestored={() => select({ do: 'drop', ids: [row.id] })}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
