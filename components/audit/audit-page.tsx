'use client';

import { useQuery } from '@tanstack/react-query';
import { useApi } from '#components/shell/api-context.ts';
import { workspaceQuery } from '#components/shell/workspace-query.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useUrlView } from '#components/ui/use-url-view.ts';
import { AuditFilters } from './audit-filters.tsx';
import { AuditList, WaitingAudit } from './audit-list.tsx';
import { type AuditView, filterOfView, searchOfView, viewFromSearch } from './audit-view.ts';

const rules = {
  read: viewFromSearch,
  write: searchOfView,
  changed: (view: AuditView, change: Partial<AuditView>) => ({ ...view, ...change }),
};

/** Settings → Audit: who did what to which thing, when and from where; for Owners. */
export function AuditPage({ workspaceId }: { workspaceId: string }) {
  const { data: workspace, isPending } = useQuery(workspaceQuery(useApi(), workspaceId));
  const { view, hrefOf, change } = useUrlView(rules);
  const filter = filterOfView(view);
  return (
    <>
      {/* To the eye the tab says it. */}
      <h2 className="sr-only">Audit</h2>
      {isPending ? <WaitingAudit /> : null}
      {workspace && !workspace.can.includes('audit.read') ? <ForOwners /> : null}
      {workspace?.can.includes('audit.read') ? (
        <>
          <AuditFilters workspaceId={workspaceId} view={view} filter={filter} onChange={change} />
          <AuditList workspaceId={workspaceId} filter={filter} hrefOf={hrefOf} />
        </>
      ) : null}
    </>
  );
}

function ForOwners() {
  return (
    <EmptyState title="The audit is for Owners">
      Only the Owners of this workspace see who did what. What happened to a dataset is on its own page, under
      Activity.
    </EmptyState>
  );
}
