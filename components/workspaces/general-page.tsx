'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import { PolicySection } from '#components/shares/policy-section.tsx';
import { sharePolicyQuery } from '#components/shares/share-queries.ts';
import { useApi } from '#components/shell/api-context.ts';
import { workspaceQuery } from '#components/shell/workspace-query.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { membersQuery } from '#components/users/user-queries.ts';
import { EndSection } from './end-section.tsx';
import { usageQuery } from './usage-query.ts';
import { UsageSection } from './usage-section.tsx';
import { WorkspaceFacts } from './workspace-facts.tsx';

/** Settings → General: name, id, what it holds, and the ways out. */
export function GeneralPage({ workspaceId }: { workspaceId: string }) {
  const api = useApi();
  const { data: workspace, error } = useQuery(workspaceQuery(api, workspaceId));
  const manages = workspace?.can.includes('workspace.manage') === true;
  const setsPolicy = workspace?.can.includes('share.set-policy') === true;
  // All at once: each would move what is below it.
  const sections = useQueries({
    queries: [
      { ...usageQuery(api, workspaceId), enabled: manages },
      { ...sharePolicyQuery(api, workspaceId), enabled: setsPolicy },
      { ...membersQuery(api, workspaceId), enabled: manages },
    ],
  });
  const waiting = sections.some(({ isLoading, failureCount }) => isLoading && failureCount === 0);
  // Without it the shell around this page tells what is wrong.
  if (!workspace && error) return null;
  if (!workspace)
    return (
      <div aria-busy="true" className="grid gap-4 py-2">
        <Skeleton className="w-64" />
        <Skeleton className="w-80" />
      </div>
    );
  return (
    <>
      {/* To the eye the tab says it. */}
      <h2 className="sr-only">General</h2>
      <WorkspaceFacts workspace={workspace} manages={manages} />
      {waiting ? (
        <div aria-busy="true" className="mt-8 grid gap-4">
          <Skeleton className="w-48" />
          <Skeleton className="w-72" />
        </div>
      ) : (
        <>
          {manages ? <UsageSection workspaceId={workspaceId} /> : null}
          {setsPolicy ? <PolicySection workspaceId={workspaceId} /> : null}
          <EndSection workspace={workspace} manages={manages} />
        </>
      )}
    </>
  );
}
