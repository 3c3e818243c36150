'use client';

import { CopyButton } from '#components/ui/copy-button.tsx';
import { useOrigin } from '#components/ui/use-origin.ts';
import { uploadWithCurl } from '#lib/datasets/upload-snippet.ts';

/** The upload as commands for a shell. */
export function UploadByCode({ workspaceId }: { workspaceId: string }) {
  const code = uploadWithCurl(useOrigin(), workspaceId);
  return (
    <section aria-labelledby="upload-by-code">
      <div className="mb-1 flex items-end justify-between gap-2">
        <h3 id="upload-by-code" className="text-muted">
          The same from a shell (curl and jq)
        </h3>
        <CopyButton what="the commands" text={code} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
      <pre tabIndex={0} className="code-block">
        {code}
      </pre>
    </section>
  );
}
