'use client';

import { useQuery } from '@tanstack/react-query';
import { PolicySection } from '#components/shares/policy-section.tsx';
import { useApi } from '#components/shell/api-context.ts';
import { workspaceQuery } from '#components/shell/workspace-query.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { EndSection } from './end-section.tsx';
import { UsageSection } from './usage-section.tsx';
import { WorkspaceFacts } from './workspace-facts.tsx';

/** Settings → General: name, id, what it holds, and the ways out. */
export function GeneralPage({ workspaceId }: { workspaceId: string }) {
  const { data: workspace, error } = useQuery(workspaceQuery(useApi(), workspaceId));
  // Without it the shell around this page tells what is wrong.
  if (!workspace && error) return null;
  if (!workspace)
    return (
      <div aria-busy="true" className="grid gap-4 py-2">
        <Skeleton className="w-64" />
        <Skeleton className="w-80" />
      </div>
    );
  const manages = workspace.can.includes('workspace.manage');
  return (
    <>
      {/* To the eye the tab says it. */}
      <h2 className="sr-only">General</h2>
      <WorkspaceFacts workspace={workspace} manages={manages} />
      {manages ? <UsageSection workspaceId={workspaceId} /> : null}
      {workspace.can.includes('share.set-policy') ? <PolicySection workspaceId={workspaceId} /> : null}
      <EndSection workspace={workspace} manages={manages} />
    </>
  );
}
