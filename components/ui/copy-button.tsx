'use client';

import { useEffect, useState } from 'react';
import { Button, IconButton } from './button.tsx';
import { CheckIcon, CopyIcon } from './icons.tsx';

interface CopyButtonProps {
  text: string;
  /** What is copied, for example "dataset id". */
  what: string;
  /** Shows words beside the mark, for example "Copy". */
  children?: string;
  className?: string;
  /** The text is not yet what it will be: it cannot be copied. */
  busy?: boolean;
}

export function CopyButton({ text, what, children, className = '', busy }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');

  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 2000);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    // Clipboards are absent on plain http outside localhost, and can be refused.
    await (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(
      () => setState('copied'),
      () => setState('refused'),
    );
  }

  const mark = state === 'copied' ? <CheckIcon className="text-good" /> : <CopyIcon />;
  const said = state === 'copied' ? 'Copied' : 'The browser refused to copy; select the text instead.';
  return (
    <>
      {children ? (
        <Button busy={busy} onClick={copy} className={className}>
          {mark} {state === 'copied' ? 'Copied' : children}
        </Button>
      ) : (
        <IconButton busy={busy} label={`Copy ${what}`} onClick={copy} className={`text-muted! ${className}`}>
          {mark}
        </IconButton>
      )}
      <span aria-live="polite" className={state === 'refused' ? 'text-bad text-xs' : 'sr-only'}>
        {state === 'idle' ? '' : said}
      </span>
    </>
  );
}
