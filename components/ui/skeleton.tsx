import { classNames } from './class-names.ts';

/** A grey stand-in of the size given by `className`; the region around it says `aria-busy`. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames('block h-3 animate-pulse rounded-(--radius) bg-line', className)}
    />
  );
}
