'use client';

import { useEffect, useRef } from 'react';
import { CopyButton } from '#components/ui/copy-button.tsx';

/** A link that is shown this once, to be copied; what shows it last takes the focus to it. */
export function SecretLink({ what, url }: { what: string; url: string }) {
  const place = useRef<HTMLDivElement>(null);
  // What made the link is gone from the page, and the focus with it.
  useEffect(() => place.current?.querySelector('button')?.focus(), []);
  return (
    <div>
      <p className="mb-1 font-medium">The {what}; it is not shown again</p>
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
