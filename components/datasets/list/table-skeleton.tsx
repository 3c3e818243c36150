'use client';

import { classNames } from '#components/ui/class-names.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { deletedColumns, listedColumns } from './table-columns.ts';
import { TableHead } from './table-head.tsx';
import { useView } from './use-view.ts';

const rows = Array.from({ length: 8 }, (_, index) => `skeleton-${index}`);

/** The table before its first rows: same columns, same heights, so that nothing jumps. */
export function TableSkeleton() {
  const { view } = useView();
  const columns = view.kind === 'deleted' ? deletedColumns : listedColumns;
  return (
    <div className="panel @container overflow-hidden" aria-busy="true">
      <table className="table table-fixed">
        <caption className="sr-only">Datasets are loading</caption>
        <TableHead view={view} />
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <td />
              {columns.map(({ id, className, numeric }) => (
                <td key={id} className={classNames(className)}>
                  <Skeleton className={classNames(id === 'name' ? 'w-2/5' : 'w-3/5', numeric && 'ml-auto')} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
