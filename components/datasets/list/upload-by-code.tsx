'use client';

import { CodeSection } from '#components/ui/code-section.tsx';
import { useOrigin } from '#components/ui/use-origin.ts';
import { uploadWithCurl } from '#lib/datasets/upload-snippet.ts';

/** The upload as commands for a shell. */
export function UploadByCode({ workspaceId }: { workspaceId: string }) {
  const code = uploadWithCurl(useOrigin(), workspaceId);
  return <CodeSection heading="The same from a shell (curl and jq)" code={code} what="the commands" />;
}
