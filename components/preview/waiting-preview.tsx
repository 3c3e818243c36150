'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { WarningIcon } from '#components/ui/icons.tsx';
import { patience, waitingWords } from './waiting-words.ts';

interface WaitingPreviewProps {
  /** Why it failed for good; null while it is tried. */
  error: Error | null;
  /** Why the last try failed. */
  failure: Error | null;
  onRetry: () => void;
  /** What stands in for the preview. */
  children: ReactNode;
}

/** In place of a preview that is not there: its outline; what it waits for, once that takes long; or why it failed. */
export function WaitingPreview({ error, failure, onRetry, children }: WaitingPreviewProps) {
  const { seconds, startOver } = useSeconds();
  // Once there it stays until the preview comes: what is pressed keeps the focus.
  const [told, setTold] = useState(false);
  if (!told && (error || seconds >= patience)) setTold(true);

  return (
    // The notice lies on the outline, so that nothing moves.
    <div className="grid w-full grid-cols-[minmax(0,1fr)] [&>*]:[grid-area:1/1]">
      {error ? null : children}
      {told ? (
        <div
          className={classNames(
            'z-10 flex items-center gap-3 self-start rounded-(--radius) px-3 py-2.5',
            error ? 'bg-bad-wash' : 'bg-warn-wash',
          )}
        >
          <WarningIcon className={classNames('shrink-0', error ? 'text-bad' : 'text-warn')} />
          <p role={error ? 'alert' : 'status'} className="min-w-0 flex-1">
            {error ? errorSentence(error) : waitingWords(failure)}
          </p>
          {error ? null : <span className="whitespace-nowrap text-muted">{seconds} s</span>}
          <Button
            onClick={() => {
              startOver();
              onRetry();
            }}
          >
            Try again
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** Whole seconds since it is shown, or since it was started over. */
function useSeconds() {
  const [since, setSince] = useState(() => performance.now());
  const [now, setNow] = useState(since);
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  function startOver() {
    const start = performance.now();
    setSince(start);
    setNow(start);
  }
  return { seconds: Math.floor((now - since) / 1000), startOver };
}
