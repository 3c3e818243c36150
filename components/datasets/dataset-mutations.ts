'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type OnDone, type Removable, useRestore } from '#components/removal/use-removal.ts';
import { useApi } from '#components/shell/api-context.ts';
import { datasetsChanged } from './dataset-queries.ts';

/** How datasets of a workspace are deleted and restored. */
export function useRemovableDatasets(workspaceId: string): Removable {
  const api = useApi();
  const client = useQueryClient();
  return {
    noun: 'dataset',
    remove: (datasetId) => api('deleteDataset', { params: { workspaceId, datasetId } }),
    restore: (datasetId) => api('restoreDataset', { params: { workspaceId, datasetId } }),
    changed: () => datasetsChanged(client, workspaceId),
  };
}

export function useRestoreDatasets(workspaceId: string, onDone?: OnDone) {
  return useRestore(useRemovableDatasets(workspaceId), onDone);
}
