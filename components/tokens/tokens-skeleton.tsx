import { Skeleton } from '#components/ui/skeleton.tsx';

const waiting = ['primary', 'secondary'];

export function TokensSkeleton() {
  return (
    <div className="panel" aria-busy="true">
      {waiting.map((slot) => (
        <div key={slot} className="grid gap-3 border-line border-b px-4 py-4 last:border-b-0">
          <Skeleton className="w-24" />
          <Skeleton className="w-full max-w-72" />
          <Skeleton className="w-full max-w-96" />
        </div>
      ))}
    </div>
  );
}
