'use client';

import { useEffect, useId, useRef } from 'react';
import { CopyButton } from '#components/ui/copy-button.tsx';

/** A link that is shown this once, to be copied; what shows it last takes the focus to it. */
export function SecretLink({ what, url }: { what: string; url: string }) {
  const labelId = useId();
  const place = useRef<HTMLDivElement>(null);
  // What made the link is gone from the page, and the focus with it.
  useEffect(() => place.current?.querySelector('button')?.focus(), []);
  return (
    <div>
      <p id={labelId} className="mb-1 font-medium">
        The {what}; it is not shown again
      </p>
      <div ref={place} className="flex items-start gap-2">
        {/* A field, so that it can be selected where the browser refuses to copy. */}
        <input
          readOnly
          aria-labelledby={labelId}
          value={url}
          onFocus={(event) => event.target.select()}
          className="h-8 w-full min-w-0 rounded-(--radius) border border-line-strong bg-sunken px-2.5 font-mono text-[12.5px]"
        />
        <CopyButton what={what} text={url}>
          Copy
        </CopyButton>
      </div>
    </div>
  );
}
