'use client';

import { useCallback, useRef } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { useRowKeys } from '#components/ui/row-keys.ts';
import type { Selection, SelectionChange } from '#components/ui/selection.ts';
import type { Share } from '#lib/shares/share-schema.ts';
import type { ShareQuestion } from './share-dialogs.tsx';
import { ShareRow } from './share-row.tsx';

interface ShareTableProps {
  workspaceId: string;
  rows: readonly Share[];
  userId: string | undefined;
  mayChange: (share: Share) => boolean;
  /** The table stands on a dataset's own page. */
  ofDataset?: boolean;
  selection: Selection<Share>;
  select: (change: SelectionChange<Share>) => void;
  onAsk: (question: ShareQuestion) => void;
}

/** Links: to what, by whom, in what state, how often used and when last. */
export function ShareTable(props: ShareTableProps) {
  const { rows, mayChange, ofDataset = false, selection, select } = props;
  const table = useRef<HTMLTableElement>(null);
  const pick = useCallback(
    (index: number, range: boolean) => {
      const row = rows[index];
      if (!row || !mayChange(row)) return;
      select(range ? { do: 'range', row, page: rows.filter(mayChange) } : { do: 'toggle', row });
    },
    [rows, mayChange, select],
  );
  useRowKeys(table, pick);
  const mine = rows.filter(mayChange);
  const pickedHere = mine.filter(({ id }) => selection.picked.has(id)).length;
  return (
    <div className="panel overflow-hidden">
      <table ref={table} className="table table-fixed">
        <caption className="sr-only">Share links, newest first; j and k move, x selects</caption>
        <thead>
          <tr>
            <th scope="col" className="w-10 pr-0!">
              <Checkbox
                label="Select this page"
                labelHidden
                disabled={mine.length === 0}
                checked={pickedHere > 0 && pickedHere === mine.length}
                indeterminate={pickedHere > 0 && pickedHere < mine.length}
                onChange={() => select({ do: 'page', page: mine })}
              />
            </th>
            <th scope="col">{ofDataset ? 'Version and note' : 'Dataset and note'}</th>
            <th scope="col" className="w-[92px]">
              State
            </th>
            <th scope="col" className="w-[132px] max-lg:hidden">
              By
            </th>
            <th scope="col" className="w-[112px] max-md:hidden">
              Until
            </th>
            <th scope="col" className="w-[168px] max-md:hidden">
              Used
            </th>
            <th scope="col" className="w-[132px]">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((share, index) => (
            <ShareRow
              key={share.id}
              {...props}
              ofDataset={ofDataset}
              share={share}
              picked={selection.picked.has(share.id)}
              onPick={(range) => pick(index, range)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
