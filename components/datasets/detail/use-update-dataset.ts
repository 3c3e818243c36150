'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { datasetQuery, datasetsChanged } from '#components/datasets/dataset-queries.ts';
import { useApi } from '#components/shell/api-context.ts';
import type { Dataset } from '#lib/datasets/dataset-schema.ts';

/** Renames or describes a dataset. */
export function useUpdateDataset({ workspaceId, id: datasetId }: Dataset) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: { name?: string; description?: string }) =>
      api('updateDataset', { params: { workspaceId, datasetId }, body: change }),
    onSuccess: async (dataset) => {
      client.setQueryData(datasetQuery(api, workspaceId, datasetId).queryKey, dataset);
      await datasetsChanged(client, workspaceId);
    },
  });
}
