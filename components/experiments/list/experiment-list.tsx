'use client';

import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useReducer, useState } from 'react';
import { useRemovableExperiments } from '#components/experiments/experiment-mutations.ts';
import { sessionQuery } from '#components/identity/session-query.ts';
import { useRestore } from '#components/removal/use-removal.ts';
import { useApi } from '#components/shell/api-context.ts';
import { workspaceQuery } from '#components/shell/workspace-query.ts';
import { Button } from '#components/ui/button.tsx';
import { changeSelection, emptySelection } from '#components/ui/selection.ts';
import { SelectionBar } from '#components/ui/selection-bar.tsx';
import type { ExperimentSummary } from '#lib/experiments/experiment-schema.ts';
import type { ExperimentView } from './experiment-view.ts';
import { ListContent } from './list-content.tsx';
import { ListHeader } from './list-header.tsx';
import { useExperimentView } from './use-experiment-view.ts';

const DeleteExperimentsDialog = lazy(async () => ({
  default: (await import('#components/experiments/delete-experiments-dialog.tsx')).DeleteExperimentsDialog,
}));

/** The experiments of a workspace: own ones, samples, or the recently deleted. */
export function ExperimentList({ workspaceId }: { workspaceId: string }) {
  const { view } = useExperimentView();
  // Another kind is another list: what was selected or shown before does not carry over.
  return <ListOfKind key={`${workspaceId} ${view.kind}`} workspaceId={workspaceId} kind={view.kind} />;
}

function ListOfKind({ workspaceId, kind }: { workspaceId: string; kind: ExperimentView['kind'] }) {
  const api = useApi();
  const { data: session } = useQuery(sessionQuery(api));
  const { data: workspace } = useQuery(workspaceQuery(api, workspaceId));
  const [selection, select] = useReducer(changeSelection<ExperimentSummary>, emptySelection);
  const [asking, setAsking] = useState(false);
  const drop = (gone: readonly { id: string }[]) => select({ do: 'drop', ids: gone.map(({ id }) => id) });
  const { mutate: restore, isPending } = useRestore(useRemovableExperiments(workspaceId), drop);
  const picked = [...selection.picked.values()];
  const can = workspace?.can ?? [];
  return (
    <>
      <ListHeader workspaceId={workspaceId} kind={kind} />
      <ListContent
        workspaceId={workspaceId}
        listedIn={kind === 'samples' ? session?.samplesWorkspaceId : workspaceId}
        userId={session?.user.id}
        can={kind === 'samples' ? [] : can}
        selection={selection}
        select={select}
      />
      {picked.length > 0 ? (
        <SelectionBar
          label="Selected experiments"
          count={picked.length}
          onClear={() => select({ do: 'clear' })}
        >
          {kind === 'deleted' ? (
            <Button busy={isPending} onClick={() => restore(picked)}>
              Restore
            </Button>
          ) : (
            <Button look="danger" onClick={() => setAsking(true)}>
              Delete
            </Button>
          )}
        </SelectionBar>
      ) : null}
      {asking ? (
        <Suspense>
          <DeleteExperimentsDialog
            workspaceId={workspaceId}
            experiments={picked}
            onClose={() => setAsking(false)}
            onDeleted={drop}
            onEnd={() => setAsking(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
