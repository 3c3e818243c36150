'use client';

import { lazy, Suspense, useState } from 'react';
import { ListedCodeButton } from '#components/access-code/listed-code-button.tsx';
import { useRestoreDatasets } from '#components/datasets/dataset-mutations.ts';
import { ShareButton } from '#components/shares/share-button.tsx';
import { useTransfers } from '#components/transfers/index.ts';
import { Button } from '#components/ui/button.tsx';
import { SelectionBar } from '#components/ui/selection-bar.tsx';
import type { DatasetSummary } from '#lib/datasets/dataset-schema.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { formatCount } from '#lib/format/count.ts';
import type { ListView } from './list-view.ts';

const DeleteDatasetsDialog = lazy(async () => ({
  default: (await import('#components/datasets/dialogs/delete-datasets-dialog.tsx')).DeleteDatasetsDialog,
}));

interface ListToolbarProps {
  workspaceId: string;
  kind: ListView['kind'];
  picked: readonly DatasetSummary[];
  mayDelete: boolean;
  mayShare: boolean;
  onClear: () => void;
  /** These left the list and can no longer be picked. */
  onGone: (gone: readonly { id: string }[]) => void;
}

/** What can be done with the selected datasets. */
export function ListToolbar({
  workspaceId,
  kind,
  picked,
  mayDelete,
  mayShare,
  onClear,
  onGone,
}: ListToolbarProps) {
  const [asking, setAsking] = useState(false);
  const { download, downloadZip } = useTransfers();
  const { mutate: restore, isPending } = useRestoreDatasets(workspaceId, onGone);
  const [only, ...others] = picked;
  const bytes = picked.reduce((sum, { size }) => sum + size, 0);

  function downloadAll() {
    for (const { workspaceId: home, id, version, fileCount, name } of picked) {
      const target = { workspaceId: home, datasetId: id, n: version };
      void (fileCount > 1 ? downloadZip({ ...target, name }) : download({ ...target, datasetName: name }));
    }
  }

  return (
    <SelectionBar
      label="Selected datasets"
      count={picked.length}
      sum={<span title={`${formatCount(bytes)} bytes`}>{formatBytes(bytes)}</span>}
      onClear={onClear}
    >
      {kind === 'deleted' ? null : <Button onClick={downloadAll}>Download</Button>}
      {kind !== 'deleted' && only && others.length === 0 ? (
        <ListedCodeButton key={only.id} workspaceId={workspaceId} dataset={only} />
      ) : null}
      {kind === 'mine' && mayShare && only && others.length === 0 ? (
        <ShareButton key={`share ${only.id}`} workspaceId={workspaceId} dataset={only} />
      ) : null}
      {kind === 'deleted' && mayDelete ? (
        <Button busy={isPending} onClick={() => restore(picked)}>
          Restore
        </Button>
      ) : null}
      {kind === 'mine' && mayDelete ? (
        <Button look="danger" onClick={() => setAsking(true)}>
          Delete
        </Button>
      ) : null}
      {asking ? (
        <Suspense>
          <DeleteDatasetsDialog
            workspaceId={workspaceId}
            datasets={picked}
            onClose={() => setAsking(false)}
            onDeleted={onGone}
            onEnd={() => setAsking(false)}
          />
        </Suspense>
      ) : null}
    </SelectionBar>
  );
}
