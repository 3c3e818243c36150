'use client';

import { useEffect, useState } from 'react';
import { exactTime, relativeTime } from '#lib/format/time.ts';

/** A moment in few words ("2 h ago", "12 Nov"), the exact one on hover; it keeps itself up to date. */
export function Time({ at }: { at: string }) {
  const [now, setNow] = useState(() => Date.now());

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);

  return (
    <time dateTime={at} title={exactTime(at)} className="whitespace-nowrap" suppressHydrationWarning>
      {relativeTime(at, Math.max(now, Date.now()))}
    </time>
  );
}
