'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { datasetsChanged } from '#components/datasets/dataset-queries.ts';
import type { Removable } from '#components/removal/use-removal.ts';
import { useApi } from '#components/shell/api-context.ts';
import type { Experiment, UpdateExperiment } from '#lib/experiments/experiment-schema.ts';
import { experimentQuery, experimentsChanged } from './experiment-queries.ts';

/** How experiments of a workspace are deleted and restored. */
export function useRemovableExperiments(workspaceId: string): Removable {
  const api = useApi();
  const client = useQueryClient();
  return {
    noun: 'experiment',
    remove: (experimentId) => api('deleteExperiment', { params: { workspaceId, experimentId } }),
    restore: (experimentId) => api('restoreExperiment', { params: { workspaceId, experimentId } }),
    changed: () => experimentsChanged(client, workspaceId),
  };
}

/** Renames or describes an experiment. */
export function useUpdateExperiment({ workspaceId, id: experimentId }: Experiment) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: UpdateExperiment) =>
      api('updateExperiment', { params: { workspaceId, experimentId }, body: change }),
    onSuccess: async (experiment) => {
      client.setQueryData(experimentQuery(api, workspaceId, experimentId).queryKey, experiment);
      await experimentsChanged(client, workspaceId);
    },
  });
}

/** Saves the output of a run as a dataset of the same workspace. */
export function useSaveOutput(params: {
  workspaceId: string;
  experimentId: string;
  run: number;
  outputId: string;
}) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => api('saveOutput', { params, body: { name } }),
    onSuccess: () => datasetsChanged(client, params.workspaceId),
  });
}
