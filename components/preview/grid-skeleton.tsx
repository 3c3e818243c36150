import { Skeleton } from '#components/ui/skeleton.tsx';
import { headerHeight, rowHeight, rowsInSight } from './grid-layout.ts';

const lines = Array.from({ length: rowsInSight }, (_, index) => index);

/** As tall as a full grid, so that what follows stays where it is. */
export function GridSkeleton() {
  return (
    <div className="grid gap-2.5" role="status" aria-busy="true" aria-label="Reading the first rows">
      <div className="flex h-[22px] items-center">
        <Skeleton className="w-40" />
      </div>
      <div className="panel overflow-hidden">
        <div className="flex items-center border-line border-b px-3" style={{ height: headerHeight }}>
          <Skeleton className="w-2/3" />
        </div>
        {lines.map((line) => (
          <div
            key={line}
            className="flex items-center gap-6 border-line border-b px-3 last:border-b-0"
            style={{ height: rowHeight }}
          >
            <Skeleton className="w-6" />
            <Skeleton className="w-1/4" />
            <Skeleton className="w-1/6" />
            <Skeleton className="w-1/3" />
          </div>
        ))}
      </div>
    </div>
  );
}
