'use client';

import Link from 'next/link';
import { CodeSection } from '#components/ui/code-section.tsx';
import { useOrigin } from '#components/ui/use-origin.ts';
import { uploadWithCurl } from '#lib/datasets/upload-snippet.ts';
import { tokensPath } from '#lib/paths.ts';

/** The upload as commands for a shell. */
export function UploadByCode({ workspaceId }: { workspaceId: string }) {
  const code = uploadWithCurl(useOrigin(), workspaceId);
  return (
    <CodeSection
      heading={
        <span className="in-text">
          The same from a shell; it needs <code>curl</code>, <code>jq</code>, and an{' '}
          <Link href={tokensPath(workspaceId)} prefetch={false} className="link">
            authorization token
          </Link>{' '}
          in <code>SLUICE_TOKEN</code>
        </span>
      }
      code={code}
      what="the commands"
    />
  );
}
