'use client';

import { SluiceError } from '#lib/errors.ts';
import { Button } from './button.tsx';
import { WarningIcon } from './icons.tsx';

interface ErrorNoticeProps {
  error: unknown;
  /** Tries again; without it there is no button. */
  onRetry?: (() => void) | undefined;
  retrying?: boolean;
}

/** One sentence naming cause and way on: a `SluiceError` brings it; anything else gets a general one. */
export function errorSentence(error: unknown): string {
  if (error instanceof SluiceError) return error.message;
  return 'Something unexpected went wrong in this page; reload it and try again.';
}

export function ErrorNotice({ error, onRetry, retrying = false }: ErrorNoticeProps) {
  return (
    <div role="alert" className="flex items-center gap-3 rounded-(--radius) bg-bad-wash px-3 py-2.5">
      <WarningIcon className="shrink-0 text-bad" />
      <p className="min-w-0 flex-1">{errorSentence(error)}</p>
      {onRetry ? (
        <Button onClick={onRetry} busy={retrying}>
          Try again
        </Button>
      ) : null}
    </div>
  );
}
