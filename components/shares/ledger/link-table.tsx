'use client';

import { type ReactNode, useCallback, useRef } from 'react';
import { PageCheckbox, pickedOf } from '#components/ui/page-checkbox.tsx';
import { useRowKeys } from '#components/ui/row-keys.ts';
import type { Selection, SelectionChange } from '#components/ui/selection.ts';
import type { DataRequest } from '#lib/shares/data-request-schema.ts';
import type { Share } from '#lib/shares/share-schema.ts';

export type AnyLink = Share | DataRequest;

/** What a table of links shows, and what can be asked of it. */
export interface LinkRowsProps<Link extends AnyLink, Question> {
  workspaceId: string;
  rows: readonly Link[];
  userId: string | undefined;
  mayChange: (link: Link) => boolean;
  selection: Selection<Link>;
  select: (change: SelectionChange<Link>) => void;
  onAsk: (question: Question) => void;
}

interface LinkTableProps<Link extends AnyLink>
  extends Omit<LinkRowsProps<Link, never>, 'workspaceId' | 'userId' | 'onAsk'> {
  caption: string;
  /** Head of the first column. */
  what: string;
  /** Head of the column that counts. */
  counted: string;
  children: (link: Link, pick: PickProps) => ReactNode;
}

export interface PickProps {
  picked: boolean;
  onPick: (range: boolean) => void;
}

/** Links, newest first: j and k move, x selects; `children` makes each row. */
export function LinkTable<Link extends AnyLink>({
  caption,
  what,
  counted,
  rows,
  mayChange,
  selection,
  select,
  children,
}: LinkTableProps<Link>) {
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
  return (
    <div className="panel @container overflow-hidden">
      <table ref={table} className="table table-fixed">
        <caption className="sr-only">{caption}, newest first; j and k move, x selects</caption>
        <thead>
          <tr>
            <PageCheckbox
              picked={pickedOf(mine, selection.picked)}
              onPickPage={() => select({ do: 'page', page: mine })}
            />
            <th scope="col">{what}</th>
            <th scope="col" className="w-[92px] @max-3xl:hidden">
              State
            </th>
            <th scope="col" className="w-[132px] @max-4xl:hidden">
              By
            </th>
            <th scope="col" className="w-[112px] @max-3xl:hidden">
              Until
            </th>
            <th scope="col" className="w-[168px] @max-3xl:hidden">
              {counted}
            </th>
            <th scope="col" className="w-[132px]">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((link, index) =>
            children(link, {
              picked: selection.picked.has(link.id),
              onPick: (range) => pick(index, range),
            }),
          )}
        </tbody>
      </table>
    </div>
  );
}
