'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { datasetQuery } from '#components/datasets/dataset-queries.ts';
import { useApi } from '#components/shell/api-context.ts';
import { workspaceQuery } from '#components/shell/workspace-query.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import type { Action } from '#lib/access/actions.ts';
import { SluiceError } from '#lib/errors.ts';
import { datasetsPath } from '#lib/paths.ts';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import { DatasetDetail } from './dataset-detail.tsx';
import { DetailSkeleton } from './detail-skeleton.tsx';

interface DatasetPageProps {
  /** The workspace one is in; a sample lives in the workspace of the samples, and is read-only. */
  workspaceId: string;
  datasetId: string;
  kind: 'own' | 'sample';
}

const nothing: readonly Action[] = [];

export function DatasetPage({ workspaceId, datasetId, kind }: DatasetPageProps) {
  const api = useApi();
  const home = kind === 'sample' ? samplesWorkspaceId : workspaceId;
  const { data: workspace, isPending, failureCount } = useQuery(workspaceQuery(api, workspaceId));
  const { data, error, refetch, isFetching } = useQuery(datasetQuery(api, home, datasetId));
  const back = datasetsPath(workspaceId, kind === 'sample' ? 'samples' : undefined);

  // A dataset that was just deleted for good may still be in the cache: the answer goes before.
  if (error instanceof SluiceError && (error.code === 'not_found' || error.code === 'bad_request'))
    return (
      <EmptyState
        wholePage
        title="No such dataset"
        action={
          <Link href={back} className={buttonClass('primary')}>
            Back to the datasets
          </Link>
        }
      >
        This dataset does not exist, or it is in a workspace you cannot see.
      </EmptyState>
    );
  if (!data && error) return <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} />;
  // What one may do stands above the rest, and would move it.
  if (!data || (isPending && failureCount === 0)) return <DetailSkeleton />;
  const can = kind === 'sample' ? nothing : (workspace?.can ?? nothing);
  return <DatasetDetail workspaceId={workspaceId} dataset={data} kind={kind} can={can} />;
}
