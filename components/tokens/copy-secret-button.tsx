'use client';

import { type Ref, useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { CheckIcon, CopyIcon } from '#components/ui/icons.tsx';
import type { RevealedToken } from '#lib/tokens/token-schema.ts';

interface CopySecretButtonProps {
  label: string;
  /** Words on the button. */
  children: string;
  fetchSecret: () => Promise<RevealedToken>;
  /** The browser allows no copying: shows the token, to be selected. */
  onRefused: (revealed: RevealedToken) => void;
  ref?: Ref<HTMLButtonElement>;
}

/** Copies a token that may not be shown: it goes from the server's answer to the clipboard. */
export function CopySecretButton({ label, children, fetchSecret, onRefused, ref }: CopySecretButtonProps) {
  const [state, setState] = useState<'idle' | 'busy' | 'copied'>('idle');
  const [problem, setProblem] = useState('');

  useEffect(() => {
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), 2000);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    setState('busy');
    setProblem('');
    const secret = fetchSecret();
    const copied = await writeClipboard(secret).then(
      () => true,
      () => false,
    );
    if (copied) return setState('copied');
    // Still asked for: some browsers refuse at once.
    await secret.then(
      (revealed) => {
        setProblem('The browser refused to copy; the token is shown on the page, to be selected.');
        onRefused(revealed);
      },
      (error) => setProblem(errorSentence(error)),
    );
    setState('idle');
  }

  return (
    <>
      <Button ref={ref} aria-label={label} busy={state === 'busy'} onClick={copy}>
        {state === 'copied' ? <CheckIcon className="text-good" /> : <CopyIcon className="text-muted" />}
        {state === 'copied' ? 'Copied' : children}
      </Button>
      <span aria-live="polite" className={problem ? 'basis-full text-bad text-xs' : 'sr-only'}>
        {state === 'copied' ? 'Copied' : problem}
      </span>
    </>
  );
}

/** Given the promise, not its value: some browsers allow no writing once an answer was waited for. */
async function writeClipboard(secret: Promise<RevealedToken>): Promise<void> {
  const text = secret.then(({ token }) => new Blob([token], { type: 'text/plain' }));
  // Where there is no clipboard nobody waits for the text.
  text.catch(() => undefined);
  // Absent on plain http outside localhost.
  if (!navigator.clipboard) throw new Error('no clipboard');
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]);
}
