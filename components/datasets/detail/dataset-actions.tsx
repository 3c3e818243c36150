'use client';

import { useRouter } from 'next/navigation';
import { lazy, Suspense, useState } from 'react';
import { DownloadButton } from '#components/preview/download-button.tsx';
import { ShareButton } from '#components/shares/share-button.tsx';
import { DownloadManyButton } from '#components/transfers/downloads/download-many-button.tsx';
import { useTransfers } from '#components/transfers/index.ts';
import { Button, IconButton } from '#components/ui/button.tsx';
import { UploadIcon } from '#components/ui/icons.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import type { Action } from '#lib/access/actions.ts';
import type { Dataset, DatasetVersion } from '#lib/datasets/dataset-schema.ts';
import { datasetsPath } from '#lib/paths.ts';

const RenameDatasetDialog = lazy(async () => ({
  default: (await import('#components/datasets/dialogs/rename-dataset-dialog.tsx')).RenameDatasetDialog,
}));
const RepeatVersionDialog = lazy(async () => ({
  default: (await import('#components/datasets/dialogs/repeat-version-dialog.tsx')).RepeatVersionDialog,
}));
const DatasetCodeDialog = lazy(async () => ({
  default: (await import('#components/access-code/dataset-code.tsx')).DatasetCodeDialog,
}));
const DeleteDatasetsDialog = lazy(async () => ({
  default: (await import('#components/datasets/dialogs/delete-datasets-dialog.tsx')).DeleteDatasetsDialog,
}));

type Asked = 'code' | 'rename' | 'type' | 'delete';

interface DatasetActionsProps {
  workspaceId: string;
  dataset: Dataset;
  shown: DatasetVersion | undefined;
  can: readonly Action[];
}

/** What one may do with a dataset; what one may not do is not there. */
export function DatasetActions({ workspaceId, dataset, shown, can }: DatasetActionsProps) {
  const router = useRouter();
  const [dialog, setDialog] = useState<Asked>();
  const close = () => setDialog(undefined);
  return (
    <>
      {dataset.deletedAt ? null : (
        <ActionButtons dataset={dataset} shown={shown} can={can} onAsk={setDialog} />
      )}
      {/* Apart from the buttons: these go as soon as the dataset is deleted, and the dialog still has to leave the page. */}
      <Suspense>
        {dialog === 'code' && shown ? (
          <DatasetCodeDialog workspaceId={workspaceId} dataset={dataset} version={shown} onClose={close} />
        ) : null}
        {dialog === 'type' ? (
          <RepeatVersionDialog dataset={dataset} version={dataset.newest} onClose={close} />
        ) : null}
        {dialog === 'rename' ? <RenameDatasetDialog dataset={dataset} onClose={close} /> : null}
        {dialog === 'delete' ? (
          <DeleteDatasetsDialog
            workspaceId={dataset.workspaceId}
            datasets={[dataset]}
            onClose={close}
            onEnd={(done) => {
              close();
              if (done.length > 0) router.push(datasetsPath(workspaceId));
            }}
          />
        ) : null}
      </Suspense>
    </>
  );
}

interface ActionButtonsProps extends Omit<DatasetActionsProps, 'workspaceId'> {
  onAsk: (dialog: Asked) => void;
}

function ActionButtons({ dataset, shown, can, onAsk }: ActionButtonsProps) {
  const { openUpload } = useTransfers();
  const file = shown?.files[0];
  const mayCreate = can.includes('dataset.create');
  const mayEdit = can.includes('dataset.edit');
  const mayDelete = can.includes('dataset.delete');
  return (
    <div className="flex flex-wrap gap-1.5">
      {shown && file && shown.fileCount === 1 ? (
        <DownloadButton
          target={{
            workspaceId: dataset.workspaceId,
            datasetId: dataset.id,
            datasetName: dataset.name,
            n: shown.n,
            path: file.path,
          }}
        />
      ) : null}
      {shown && shown.files.length > 1 ? (
        <DownloadManyButton
          target={{
            workspaceId: dataset.workspaceId,
            datasetId: dataset.id,
            n: shown.n,
            name: dataset.name,
          }}
        />
      ) : null}
      {shown ? <Button onClick={() => onAsk('code')}>Generate data access code</Button> : null}
      {can.includes('share.create') ? (
        <ShareButton workspaceId={dataset.workspaceId} dataset={dataset} />
      ) : null}
      {mayCreate ? (
        <Button look="primary" onClick={() => openUpload({ dataset })}>
          <UploadIcon /> New version
        </Button>
      ) : null}
      {mayCreate || mayEdit || mayDelete ? (
        <Menu
          align="end"
          trigger={
            <IconButton label="More actions" look="plain">
              <span aria-hidden="true">⋯</span>
            </IconButton>
          }
        >
          {mayEdit ? <MenuItem onSelect={() => onAsk('rename')}>Rename…</MenuItem> : null}
          {mayCreate ? <MenuItem onSelect={() => onAsk('type')}>Change type…</MenuItem> : null}
          {mayDelete ? (
            <MenuItem danger onSelect={() => onAsk('delete')}>
              Delete…
            </MenuItem>
          ) : null}
        </Menu>
      ) : null}
    </div>
  );
}
