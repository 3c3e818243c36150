'use client';

import { useQuery } from '@tanstack/react-query';
import { datasetQuery } from '#components/datasets/dataset-queries.ts';
import { useApi } from '#components/shell/api-context.ts';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { DatasetSummary } from '#lib/datasets/dataset-schema.ts';
import { AccessCodeFrame } from './access-code-dialog.tsx';
import { DatasetCode } from './dataset-code.tsx';

interface ListedDatasetCodeProps {
  /** The workspace one is in. */
  workspaceId: string;
  dataset: DatasetSummary;
  onClose: () => void;
}

/** The dialog for a dataset of which only the list's row is known. */
export function ListedDatasetCode({ workspaceId, dataset, onClose }: ListedDatasetCodeProps) {
  const { data, error, refetch, isFetching } = useQuery(
    datasetQuery(useApi(), dataset.workspaceId, dataset.id),
  );
  return (
    <AccessCodeFrame name={dataset.name} onClose={onClose}>
      {data ? (
        <DatasetCode workspaceId={workspaceId} dataset={data} version={data.newest} />
      ) : error ? (
        <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} />
      ) : (
        <div className="grid gap-3" aria-busy="true">
          <Skeleton />
          <Skeleton className="w-2/3" />
        </div>
      )}
    </AccessCodeFrame>
  );
}
