'use client';

import { useQuery } from '@tanstack/react-query';
import { useApi } from '#components/shell/api-context.ts';
import { workspaceQuery } from '#components/shell/workspace-query.ts';
import { useUrlView } from '#components/ui/use-url-view.ts';
import { changedView, searchOfView, viewFromSearch } from '../share-view.ts';
import { EndingBanner } from './ending-banner.tsx';
import { ShareList } from './share-list.tsx';

const rules = { read: viewFromSearch, write: searchOfView, changed: changedView };

/** The ledger: all links of the workspace. */
export function SharesPage({ workspaceId }: { workspaceId: string }) {
  const { data: workspace } = useQuery(workspaceQuery(useApi(), workspaceId));
  const url = useUrlView(rules);
  return (
    <>
      <h1 className="mb-3 min-h-8">Shares</h1>
      <EndingBanner workspaceId={workspaceId} />
      <ShareList workspaceId={workspaceId} can={workspace?.can ?? []} {...url} />
    </>
  );
}
