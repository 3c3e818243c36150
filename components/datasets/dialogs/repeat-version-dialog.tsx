'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { datasetQuery, datasetsChanged } from '#components/datasets/dataset-queries.ts';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Select } from '#components/ui/fields.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { type DataTypeId, dataTypes, labelOf } from '#lib/datasets/data-types.ts';
import type { Dataset, DatasetVersion } from '#lib/datasets/dataset-schema.ts';

interface RepeatVersionDialogProps {
  dataset: Dataset;
  version: DatasetVersion;
  onClose: () => void;
}

/** Makes an earlier version the newest once more, or gives the newest another type; no bytes are sent for either. */
export function RepeatVersionDialog({ onClose, ...opened }: RepeatVersionDialogProps) {
  // As they were when it was opened: what comes in meanwhile is not what was chosen.
  const [{ dataset, version }] = useState(opened);
  const { workspaceId, id: datasetId } = dataset;
  const api = useApi();
  const client = useQueryClient();
  const form = useId();
  const isNewest = version.n === dataset.version;
  const [dataTypeId, setType] = useState<DataTypeId>(version.dataTypeId);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      api('repeatVersion', {
        params: { workspaceId, datasetId },
        body: { n: version.n, dataTypeId, newest: dataset.version },
      }),
    onSuccess: async (changed) => {
      client.setQueryData(datasetQuery(api, workspaceId, datasetId).queryKey, changed);
      showToast({ text: `Version ${changed.version} is the newest now.` });
      onClose();
      await datasetsChanged(client, workspaceId);
    },
    // Somebody else may have made a version.
    onError: () => datasetsChanged(client, workspaceId),
  });
  const isSame = isNewest && dataTypeId === version.dataTypeId;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isSame && !isPending) mutate();
  }
  return (
    <Dialog
      title={isNewest ? `Change the type of version ${version.n}` : `Make version ${version.n} the newest`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary" busy={isPending} disabled={isSame}>
            Make version {dataset.version + 1}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-4">
        <p>
          A version never changes, so version {dataset.version + 1} is made of the bytes of version{' '}
          {version.n}. Nothing is uploaded, and they count once. Whoever reads the newest version gets this
          one from then on.
        </p>
        <Select
          label="Data type"
          value={dataTypeId}
          onChange={({ target }) => setType(target.value as DataTypeId)}
        >
          {dataTypes.map(({ id }) => (
            <option key={id} value={id}>
              {id}: {labelOf(id)}
            </option>
          ))}
        </Select>
        {error ? <ErrorNotice error={error} /> : null}
      </form>
    </Dialog>
  );
}
