'use client';

import { CopyButton } from '#components/ui/copy-button.tsx';
import { useOrigin } from '#components/ui/use-origin.ts';

interface StudioCodeProps {
  /** What it is, for those who hear the page. */
  what: string;
  /** Its text; `{endpoint}` stands for this portal's address. */
  text: string;
}

/** Code or settings with this portal's own address in them, to copy. */
export function StudioCode({ what, text }: StudioCodeProps) {
  const filled = text.replaceAll('{endpoint}', useOrigin());
  return (
    <div className="mt-2 flex items-start gap-1">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
      <pre tabIndex={0} className="code-block min-w-0 flex-1">
        {filled}
      </pre>
      <CopyButton what={what} text={filled} />
    </div>
  );
}
