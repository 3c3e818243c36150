import { classNames } from '#components/ui/class-names.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ExperimentView } from './experiment-view.ts';
import { columnsOf } from './table-columns.ts';
import { TableHead } from './table-head.tsx';

const rows = Array.from({ length: 8 }, (_, index) => `skeleton-${index}`);

/** The table before its first rows: same columns, same heights, so that nothing jumps. */
export function TableSkeleton({ kind }: { kind: ExperimentView['kind'] }) {
  return (
    <div className="panel @container overflow-hidden" aria-busy="true">
      <table className="table table-fixed">
        <caption className="sr-only">Experiments are loading</caption>
        <TableHead kind={kind} />
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              {columnsOf(kind).map(({ id, className }) => (
                <td key={id} className={classNames(className)}>
                  <Skeleton className={id === 'name' ? 'w-2/5' : 'w-3/5'} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
