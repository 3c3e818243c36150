'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '#components/shell/api-context.ts';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { countOf } from '#lib/format/count.ts';
import { datasetsChanged } from './dataset-queries.ts';
import { eachApart } from './each-apart.ts';

interface Named {
  id: string;
  name: string;
}

/** `“Rain”` or `3 datasets`. */
export function namesOf(datasets: readonly Named[]): string {
  const [only] = datasets;
  return datasets.length === 1 && only ? `“${only.name}”` : countOf(datasets.length, 'dataset');
}

function tellFailures(failures: { item: Named; error: unknown }[], verb: string): void {
  for (const { item, error } of failures)
    showToast({ text: `“${item.name}” was not ${verb}: ${errorSentence(error)}`, tone: 'bad' });
}

/** Restores datasets and says how it went. One that fails holds up no other. */
export function useRestoreDatasets(workspaceId: string) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (datasets: readonly Named[]) =>
      eachApart(datasets, ({ id }) => api('restoreDataset', { params: { workspaceId, datasetId: id } })),
    onSuccess: async ({ done, failures }) => {
      tellFailures(failures, 'restored');
      if (done.length > 0) showToast({ text: `${namesOf(done)} restored.` });
      await datasetsChanged(client, workspaceId);
    },
  });
}

/** Deletes datasets; the toast offers to undo it. One that fails holds up no other. */
export function useDeleteDatasets(workspaceId: string) {
  const api = useApi();
  const client = useQueryClient();
  const { mutate: restore } = useRestoreDatasets(workspaceId);
  return useMutation({
    mutationFn: (datasets: readonly Named[]) =>
      eachApart(datasets, ({ id }) => api('deleteDataset', { params: { workspaceId, datasetId: id } })),
    onSuccess: async ({ done, failures }) => {
      tellFailures(failures, 'deleted');
      if (done.length > 0)
        showToast({
          text: `${namesOf(done)} deleted.`,
          action: { label: 'Undo', run: () => restore(done) },
        });
      await datasetsChanged(client, workspaceId);
    },
  });
}
