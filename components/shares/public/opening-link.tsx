import { Skeleton } from '#components/ui/skeleton.tsx';
import { PublicFrame } from './public-frame.tsx';

/** While a link is being opened: the lines of the page it may become. */
export function OpeningLink() {
  return (
    <PublicFrame>
      <div className="grid gap-3" aria-busy="true">
        <h1 className="sr-only">Opening the link…</h1>
        <Skeleton className="w-48" />
        <Skeleton className="h-7 w-full max-w-80" />
        <Skeleton className="h-[22px] w-64 rounded-full" />
        <Skeleton className="mt-4 h-40 w-full" />
      </div>
    </PublicFrame>
  );
}
