'use client';

import { useQuery } from '@tanstack/react-query';
import { useApi } from '#components/shell/api-context.ts';
import { workspaceQuery } from '#components/shell/workspace-query.ts';
import { Tabs } from '#components/ui/tabs.tsx';
import { useUrlView } from '#components/ui/use-url-view.ts';
import { sharesPath } from '#lib/paths.ts';
import { Inbox } from '../requests/inbox.tsx';
import { RequestList } from '../requests/request-list.tsx';
import { submissionsQuery } from '../share-queries.ts';
import { changedView, searchOfView, viewFromSearch } from '../share-view.ts';
import { EndingBanner } from './ending-banner.tsx';
import { LinksOff } from './links-off.tsx';
import { ShareList } from './share-list.tsx';

const rules = { read: viewFromSearch, write: searchOfView, changed: changedView };

/** The ledger: all links of the workspace, those to receive data, and what arrived by them. */
export function SharesPage({ workspaceId }: { workspaceId: string }) {
  const api = useApi();
  const { data: workspace } = useQuery(workspaceQuery(api, workspaceId));
  const can = workspace?.can ?? [];
  const accepts = can.includes('submission.accept');
  const { data: arrived } = useQuery({ ...submissionsQuery(api, workspaceId), enabled: accepts });
  const url = useUrlView(rules);
  const { tab } = url.view;
  return (
    <>
      <h1 className="mb-3 min-h-8">Shares</h1>
      <LinksOff workspaceId={workspaceId} />
      <EndingBanner workspaceId={workspaceId} />
      <Tabs
        label="Shares"
        shallow
        className="mb-3"
        tabs={[
          { href: sharesPath(workspaceId), label: 'Share links', current: tab === 'links' },
          {
            href: sharesPath(workspaceId, 'requests'),
            label: 'Links to receive data',
            current: tab === 'requests',
          },
          ...(accepts
            ? [
                {
                  href: sharesPath(workspaceId, 'inbox'),
                  label: 'Received',
                  current: tab === 'inbox',
                  count: arrived?.items.length,
                },
              ]
            : []),
        ]}
      />
      {tab === 'links' ? <ShareList workspaceId={workspaceId} can={can} {...url} /> : null}
      {tab === 'requests' ? <RequestList workspaceId={workspaceId} can={can} {...url} /> : null}
      {tab === 'inbox' ? <Inbox workspaceId={workspaceId} /> : null}
    </>
  );
}
