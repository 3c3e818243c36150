'use client';

import { useOffline } from 'next/offline';
import { WarningIcon } from '#components/ui/icons.tsx';

/** Said while links wait for a portal that cannot be reached; uploads and downloads need storage alone. */
export function AwayNotice() {
  const isAway = useOffline();
  return (
    <div
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 top-2 z-40 flex justify-center px-4"
    >
      {isAway ? (
        <p className="flex items-center gap-2 rounded-(--radius) bg-warn-wash px-3 py-1.5 shadow-float">
          <WarningIcon className="shrink-0 text-warn" />
          The portal cannot be reached. What you open comes once it answers.
        </p>
      ) : null}
    </div>
  );
}
