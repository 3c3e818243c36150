'use client';

import { CodeSection } from '#components/ui/code-section.tsx';
import { useOrigin } from '#components/ui/use-origin.ts';
import { publishWithPython } from '#lib/experiments/publish-snippet.ts';

interface PublishByCodeProps {
  workspaceId: string;
  /** The experiment that gets the run; a new one where absent. */
  experimentId?: string;
}

/** A program that publishes a run with one output. */
export function PublishByCode({ workspaceId, experimentId }: PublishByCodeProps) {
  const experiment = experimentId ? { id: experimentId } : { name: 'My experiment' };
  const code = publishWithPython({ portalUrl: useOrigin(), workspaceId, experiment });
  return (
    <CodeSection
      heading={
        <>
          Publish a run from Python; it needs <code>requests</code>, and an authorization token of this
          workspace in <code>SLUICE_TOKEN</code>
        </>
      }
      code={code}
      what="the program"
    />
  );
}
