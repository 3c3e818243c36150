'use client';

import { useQuery } from '@tanstack/react-query';
import { useReducer } from 'react';
import { sessionQuery } from '#components/identity/session-query.ts';
import { EndingBanner } from '#components/shares/ledger/ending-banner.tsx';
import { useApi } from '#components/shell/api-context.ts';
import { workspaceQuery } from '#components/shell/workspace-query.ts';
import { changeSelection, emptySelection } from '#components/ui/selection.ts';
import type { DatasetSummary } from '#lib/datasets/dataset-schema.ts';
import { ListContent } from './list-content.tsx';
import { ListFilters } from './list-filters.tsx';
import { ListHeader } from './list-header.tsx';
import { ListToolbar } from './list-toolbar.tsx';
import type { ListView } from './list-view.ts';
import { useView } from './use-view.ts';

/** The datasets of a workspace: own ones, samples, or the recently deleted. */
export function DatasetList({ workspaceId }: { workspaceId: string }) {
  const { view } = useView();
  // Another kind is another list: what was selected or shown before does not carry over.
  return <ListOfKind key={`${workspaceId} ${view.kind}`} workspaceId={workspaceId} kind={view.kind} />;
}

function ListOfKind({ workspaceId, kind }: { workspaceId: string; kind: ListView['kind'] }) {
  const api = useApi();
  const { data: session } = useQuery(sessionQuery(api));
  const { data: workspace } = useQuery(workspaceQuery(api, workspaceId));
  const [selection, select] = useReducer(changeSelection<DatasetSummary>, emptySelection);
  const picked = [...selection.picked.values()];
  const can = workspace?.can ?? [];
  return (
    <>
      <ListHeader workspace={workspace} kind={kind} />
      {kind === 'mine' && can.includes('share.create') ? <EndingBanner workspaceId={workspaceId} /> : null}
      <ListFilters userKnown={session !== undefined} selected={picked.length} />
      <ListContent
        workspaceId={workspaceId}
        listedIn={kind === 'samples' ? session?.samplesWorkspaceId : workspaceId}
        userId={session?.user.id}
        can={can}
        selection={selection}
        select={select}
      />
      {picked.length > 0 ? (
        <ListToolbar
          workspaceId={workspaceId}
          kind={kind}
          picked={picked}
          mayShare={can.includes('share.create')}
          mayDelete={kind !== 'samples' && can.includes('dataset.delete')}
          onClear={() => select({ do: 'clear' })}
          onGone={(gone) => select({ do: 'drop', ids: gone.map(({ id }) => id) })}
        />
      ) : null}
    </>
  );
}
