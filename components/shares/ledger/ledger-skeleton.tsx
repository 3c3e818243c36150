import { Skeleton } from '#components/ui/skeleton.tsx';

const rows = ['a', 'b', 'c', 'd', 'e'];

export function LedgerSkeleton() {
  return (
    <div className="panel" aria-busy="true">
      {rows.map((row) => (
        <div key={row} className="flex h-[52px] items-center gap-6 border-line border-b px-3 last:border-b-0">
          <Skeleton className="w-1/4" />
          <Skeleton className="w-16" />
          <Skeleton className="w-1/5 max-md:hidden" />
        </div>
      ))}
    </div>
  );
}
