'use client';

import { useEffect, useRef } from 'react';
import { CopyButton } from '#components/ui/copy-button.tsx';

interface SecretLinkProps {
  what: string;
  url: string;
  /** Stands above it; without one, that the link is not shown again. */
  title?: string;
}

/** A link to be copied; what shows it last takes the focus to it. */
export function SecretLink({ what, url, title = `The ${what}; it is not shown again` }: SecretLinkProps) {
  const place = useRef<HTMLDivElement>(null);
  // What made the link is gone from the page, and the focus with it.
  useEffect(() => place.current?.querySelector('button')?.focus(), []);
  return (
    <div>
      <p className="mb-1 font-medium">{title}</p>
      <div ref={place} className="flex items-start gap-2">
        <code className="min-w-0 flex-1 select-all break-all rounded-(--radius) border border-line bg-sunken px-2.5 py-1.5">
          {url}
        </code>
        <CopyButton what={what} text={url}>
          Copy
        </CopyButton>
      </div>
    </div>
  );
}
