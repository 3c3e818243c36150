'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { datasetQuery, datasetsChanged } from '#components/datasets/dataset-queries.ts';
import { useApi } from '#components/shell/api-context.ts';
import type { Dataset, UpdateDataset } from '#lib/datasets/dataset-schema.ts';
import { SluiceError } from '#lib/errors.ts';

/** Renames or describes a dataset. */
export function useUpdateDataset({ workspaceId, id: datasetId }: Dataset) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: UpdateDataset) =>
      api('updateDataset', { params: { workspaceId, datasetId }, body: change }),
    // Somebody else changed it meanwhile: the page should show what stands there now.
    onError: (error) => {
      if (error instanceof SluiceError && error.code === 'conflict')
        void datasetsChanged(client, workspaceId);
    },
    onSuccess: async (dataset) => {
      client.setQueryData(datasetQuery(api, workspaceId, datasetId).queryKey, dataset);
      await datasetsChanged(client, workspaceId);
    },
  });
}
