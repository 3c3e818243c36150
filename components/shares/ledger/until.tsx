import { exactTime } from '#lib/format/time.ts';

/** When a link ends: the day; the moment on hover. */
export function Until({ at }: { at: string }) {
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
  return (
    <time dateTime={at} title={exactTime(at)} className="whitespace-nowrap" suppressHydrationWarning>
      {day.format(new Date(at))}
    </time>
  );
}
