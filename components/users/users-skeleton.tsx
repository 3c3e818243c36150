import { Skeleton } from '#components/ui/skeleton.tsx';

const waiting = ['one', 'two', 'three'];

export function UsersSkeleton() {
  return (
    <div className="panel" aria-busy="true">
      {waiting.map((row) => (
        <div key={row} className="flex items-center gap-6 border-line border-b px-4 py-4 last:border-b-0">
          <Skeleton className="w-40" />
          <Skeleton className="w-16" />
        </div>
      ))}
    </div>
  );
}
