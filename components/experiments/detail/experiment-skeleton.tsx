import { Skeleton } from '#components/ui/skeleton.tsx';

const rows = ['a', 'b', 'c'];

/** The page before its experiment is known: every line where it will be. */
export function ExperimentSkeleton() {
  return (
    <div aria-busy="true" className="grid gap-3">
      <div className="grid gap-2.5">
        <Skeleton className="my-1 w-36" />
        <Skeleton className="h-8 w-full max-w-72" />
        <Skeleton className="h-[22px] w-full max-w-96 rounded-full" />
      </div>
      <div className="panel mt-2">
        {rows.map((row) => (
          <div key={row} className="flex h-11 items-center gap-6 border-line border-b px-3 last:border-b-0">
            <Skeleton className="w-1/3" />
            <Skeleton className="w-1/6" />
            <Skeleton className="w-1/6" />
          </div>
        ))}
      </div>
    </div>
  );
}
