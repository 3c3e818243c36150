import { GridSkeleton } from '#components/preview/grid-skeleton.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

/** The page before its dataset is known: every line where it will be. */
export function DetailSkeleton() {
  return (
    <div aria-busy="true" className="grid gap-3">
      <div className="grid gap-2.5">
        <Skeleton className="my-1 w-36" />
        <Skeleton className="h-8 w-full max-w-72" />
        <Skeleton className="h-[22px] w-full max-w-96 rounded-full" />
      </div>
      <div className="flex h-[37px] items-center border-line border-b">
        <Skeleton className="w-full max-w-80" />
      </div>
      <GridSkeleton />
    </div>
  );
}
