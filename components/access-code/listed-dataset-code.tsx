'use client';

import { useQuery } from '@tanstack/react-query';
import { datasetQuery } from '#components/datasets/dataset-queries.ts';
import { useApi } from '#components/shell/api-context.ts';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useOrigin } from '#components/ui/use-origin.ts';
import { datasetTarget } from '#lib/access-code/access-target.ts';
import type { DatasetSummary } from '#lib/datasets/dataset-schema.ts';
import { AccessCodeFrame, CodeWithToken } from './access-code-dialog.tsx';

interface ListedDatasetCodeProps {
  /** The workspace one is in. */
  workspaceId: string;
  dataset: DatasetSummary;
  onClose: () => void;
}

/** The dialog for a dataset of which only the list's row is known. */
export function ListedDatasetCode({ workspaceId, dataset, onClose }: ListedDatasetCodeProps) {
  const portalUrl = useOrigin();
  const { data, error, refetch, isFetching } = useQuery(
    datasetQuery(useApi(), dataset.workspaceId, dataset.id),
  );
  return (
    <AccessCodeFrame name={dataset.name} onClose={onClose}>
      {data ? (
        <CodeWithToken target={datasetTarget({ portalUrl, workspaceId }, data, data.newest)} />
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
