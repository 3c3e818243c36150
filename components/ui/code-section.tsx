'use client';

import { type ReactNode, useId } from 'react';
import { CopyButton } from './copy-button.tsx';

interface CodeSectionProps {
  /** What the code does and what runs it. */
  heading: ReactNode;
  code: string;
  /** What is copied: "the commands". */
  what: string;
}

/** Code that does what the page offers, to copy. */
export function CodeSection({ heading, code, what }: CodeSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="[&>*]:min-w-0">
      <div className="mb-1 flex items-end justify-between gap-2">
        <h3 id={id} className="text-muted">
          {heading}
        </h3>
        <CopyButton what={what} text={code} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
      <pre tabIndex={0} className="code-block">
        {code}
      </pre>
    </section>
  );
}
