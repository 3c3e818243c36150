'use client';

import { classNames } from '#components/ui/class-names.ts';
import { PageCheckbox, type PickedOfPage } from '#components/ui/page-checkbox.tsx';
import { ShallowLink } from '#components/ui/shallow-link.tsx';
import { type ListView, sortedBy } from './list-view.ts';
import { deletedColumns, listedColumns } from './table-columns.ts';
import { useView } from './use-view.ts';

interface TableHeadProps {
  view: ListView;
  picked?: PickedOfPage;
  onPickPage?: () => void;
}

export function TableHead({ view, picked, onPickPage }: TableHeadProps) {
  const { hrefOf } = useView();
  const columns = view.kind === 'deleted' ? deletedColumns : listedColumns;
  return (
    <thead>
      <tr>
        <PageCheckbox picked={picked} onPickPage={() => onPickPage?.()} />
        {columns.map(({ id, label, sort, className, numeric }) => (
          <th
            key={id}
            scope="col"
            className={classNames(className, numeric && 'text-right!')}
            aria-sort={sort && sort === view.sort ? ariaSort[view.order] : undefined}
          >
            {sort ? (
              <ShallowLink href={hrefOf(sortedBy(view, sort))} className="hover:text-text">
                {label}
                {sort === view.sort ? (
                  <span aria-hidden="true"> {view.order === 'asc' ? '↑' : '↓'}</span>
                ) : null}
              </ShallowLink>
            ) : (
              <span className={id === 'restore' ? 'sr-only' : undefined}>{label}</span>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

const ariaSort = { asc: 'ascending', desc: 'descending' } as const;
