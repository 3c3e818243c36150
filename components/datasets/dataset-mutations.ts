'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '#components/shell/api-context.ts';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { failureText, type Named, namesOf } from './batch-words.ts';
import { datasetsChanged } from './dataset-queries.ts';
import { eachApart } from './each-apart.ts';

/** Called with those that were changed, also where nothing on the page waits for it any more. */
type OnDone = (done: readonly Named[]) => void;

function tellFailures(failures: readonly { item: Named; error: unknown }[], verb: 'deleted' | 'restored') {
  const reasons = failures.map(({ item, error }) => ({ item, reason: errorSentence(error) }));
  const text = failureText(reasons, verb);
  if (text) showToast({ text, tone: 'bad' });
}

/** Restores datasets and says how it went. One that fails holds up no other. */
export function useRestoreDatasets(workspaceId: string, onDone?: OnDone) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (datasets: readonly Named[]) =>
      eachApart(datasets, ({ id }) => api('restoreDataset', { params: { workspaceId, datasetId: id } })),
    onSuccess: async ({ done, failures }) => {
      onDone?.(done);
      tellFailures(failures, 'restored');
      if (done.length > 0) showToast({ text: `${namesOf(done)} restored.` });
      await datasetsChanged(client, workspaceId);
    },
  });
}

/** Deletes datasets; the toast offers to undo it. One that fails holds up no other. */
export function useDeleteDatasets(workspaceId: string, onDone?: OnDone) {
  const api = useApi();
  const client = useQueryClient();
  const { mutate: restore } = useRestoreDatasets(workspaceId);
  return useMutation({
    mutationFn: (datasets: readonly Named[]) =>
      eachApart(datasets, ({ id }) => api('deleteDataset', { params: { workspaceId, datasetId: id } })),
    onSuccess: async ({ done, failures }) => {
      onDone?.(done);
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
