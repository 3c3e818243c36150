'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { experimentQuery } from '#components/experiments/experiment-queries.ts';
import { useApi } from '#components/shell/api-context.ts';
import { workspaceQuery } from '#components/shell/workspace-query.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import type { Action } from '#lib/access/actions.ts';
import { SluiceError } from '#lib/errors.ts';
import { experimentsPath } from '#lib/paths.ts';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import { ExperimentDetail } from './experiment-detail.tsx';
import { ExperimentSkeleton } from './experiment-skeleton.tsx';

interface ExperimentPageProps {
  /** The workspace one is in; a sample lives in the workspace of the samples, and is read-only. */
  workspaceId: string;
  experimentId: string;
  kind: 'own' | 'sample';
}

const nothing: readonly Action[] = [];

export function ExperimentPage({ workspaceId, experimentId, kind }: ExperimentPageProps) {
  const api = useApi();
  const home = kind === 'sample' ? samplesWorkspaceId : workspaceId;
  const workspace = useQuery(workspaceQuery(api, workspaceId)).data;
  const { data, error, refetch, isFetching } = useQuery(experimentQuery(api, home, experimentId));

  // An experiment that was just deleted for good may still be in the cache: the answer goes before.
  if (error instanceof SluiceError && (error.code === 'not_found' || error.code === 'bad_request'))
    return (
      <EmptyState
        wholePage
        title="No such experiment"
        action={
          <Link
            href={experimentsPath(workspaceId, kind === 'sample' ? 'samples' : undefined)}
            className={buttonClass('primary')}
          >
            Back to the experiments
          </Link>
        }
      >
        This experiment does not exist, or it is in a workspace you cannot see.
      </EmptyState>
    );
  if (!data && error) return <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} />;
  if (!data) return <ExperimentSkeleton />;
  const can = kind === 'sample' ? nothing : (workspace?.can ?? nothing);
  return <ExperimentDetail workspaceId={workspaceId} experiment={data} kind={kind} can={can} />;
}
