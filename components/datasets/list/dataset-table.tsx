'use client';

import { useCallback, useRef } from 'react';
import { pickedOf } from '#components/ui/page-checkbox.tsx';
import { useRowKeys } from '#components/ui/row-keys.ts';
import type { Selection, SelectionChange } from '#components/ui/selection.ts';
import type { DatasetSummary } from '#lib/datasets/dataset-schema.ts';
import { DatasetRow } from './dataset-row.tsx';
import { TableHead } from './table-head.tsx';
import { useView } from './use-view.ts';

interface DatasetTableProps {
  workspaceId: string;
  rows: readonly DatasetSummary[];
  userId: string | undefined;
  mayRestore: boolean;
  selection: Selection<DatasetSummary>;
  select: (change: SelectionChange<DatasetSummary>) => void;
}

export function DatasetTable({
  workspaceId,
  rows,
  userId,
  mayRestore,
  selection,
  select,
}: DatasetTableProps) {
  const table = useRef<HTMLTableElement>(null);
  const { view } = useView();

  const pick = useCallback(
    (index: number, range: boolean) => {
      const row = rows[index];
      if (row) select(range ? { do: 'range', row, page: rows } : { do: 'toggle', row });
    },
    [rows, select],
  );
  useRowKeys(table, pick);

  return (
    <div className="panel @container overflow-hidden">
      <table ref={table} className="table table-fixed">
        <caption className="sr-only">Datasets; j and k move, x selects, Enter opens</caption>
        <TableHead
          view={view}
          picked={pickedOf(rows, selection.picked)}
          onPickPage={() => select({ do: 'page', page: rows })}
        />
        <tbody>
          {rows.map((row, index) => (
            <DatasetRow
              key={row.id}
              workspaceId={workspaceId}
              row={row}
              kind={view.kind}
              isOwn={userId !== undefined && row.owner.id === userId}
              mayRestore={mayRestore}
              picked={selection.picked.has(row.id)}
              onRestored={() => select({ do: 'drop', ids: [row.id] })}
              onPick={(range) => pick(index, range)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
