'use client';

import Link from 'next/link';
import { type FormEvent, useState } from 'react';
import { LonePage } from '#components/shell/lone-page.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { TextField } from '#components/ui/fields.tsx';
import { signInPath } from '#lib/identity/return-path.ts';
import { isClosed } from './opened-share.ts';

interface ClosedLinkProps {
  /** Why it was not opened just now. */
  error: unknown;
  /** Where the link leads to. */
  path: string;
  busy: boolean;
  onOpen: (password: string | undefined) => void;
}

/**
 * The one page for whatever does not open: it teaches nothing about the link, and always has a place for a password. Where
 * it was not answered whether the link opens, that alone is said, unless a password is being tried.
 */
export function ClosedLink({ error, path, busy, onOpen }: ClosedLinkProps) {
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const [tried, setTried] = useState(false);
  const unanswered = !isClosed(error) && password === '';
  function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    onOpen(password.trim() || undefined);
  }
  const problem = tried && !busy && isClosed(error) ? 'It does not open with this.' : undefined;
  if (unanswered)
    return (
      <LonePage title="This link could not be opened just now">
        <ErrorNotice error={error} onRetry={() => onOpen(undefined)} retrying={busy} />
      </LonePage>
    );
  return (
    <LonePage title="This link has a password, or is closed">
      <p>
        Enter the password that came with it. If there was none, the link has expired, was withdrawn, or is
        used up.
      </p>
      <form onSubmit={submit} className="grid gap-3">
        <div className="flex items-end gap-2">
          <TextField
            type={isShown ? 'text' : 'password'}
            label="Password"
            className="min-w-0 flex-1"
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={password}
            error={problem}
            onChange={({ target }) => {
              setPassword(target.value);
              setTried(false);
            }}
          />
          <Button className={problem ? 'mb-6' : ''} aria-pressed={isShown} onClick={() => setShown(!isShown)}>
            Show
          </Button>
        </div>
        {isClosed(error) ? null : <ErrorNotice error={error} />}
        <div>
          <Button type="submit" look="primary" busy={busy}>
            Open
          </Button>
        </div>
      </form>
      <p className="text-muted">
        A link for members opens once you are{' '}
        <Link href={signInPath(path)} prefetch={false} className="link">
          signed in
        </Link>
        . Else ask who gave it to you for another.
      </p>
    </LonePage>
  );
}
