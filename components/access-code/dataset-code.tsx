'use client';

import { useOrigin } from '#components/ui/use-origin.ts';
import { type DatasetTarget, datasetTarget } from '#lib/access-code/access-target.ts';
import type { Dataset, DatasetVersion } from '#lib/datasets/dataset-schema.ts';
import { leadingFile } from '#lib/datasets/leading-file.ts';
import { AccessCodeFrame, CodeWithToken } from './access-code-dialog.tsx';
import { AccessCodeSection } from './access-code-section.tsx';
import { useDialect } from './use-dialect.ts';

interface DatasetCodeProps {
  /** The workspace one is in; a sample's own is another. */
  workspaceId: string;
  dataset: Dataset;
  version: DatasetVersion;
}

/** The access code of a version as part of the dataset's page. */
export function DatasetCodeSection(props: DatasetCodeProps) {
  return <AccessCodeSection target={useDatasetTarget(props)} />;
}

/** The same in a dialog, with the secondary token in it for an Owner. */
export function DatasetCode(props: DatasetCodeProps) {
  return <CodeWithToken target={useDatasetTarget(props)} />;
}

export function DatasetCodeDialog({ onClose, ...props }: DatasetCodeProps & { onClose: () => void }) {
  return (
    <AccessCodeFrame name={props.dataset.name} onClose={onClose}>
      <DatasetCode {...props} />
    </AccessCodeFrame>
  );
}

function useDatasetTarget({ workspaceId, dataset, version }: DatasetCodeProps): DatasetTarget {
  const portalUrl = useOrigin();
  const target = datasetTarget({ portalUrl, workspaceId }, dataset, version);
  const first = leadingFile(version.files, version.dataTypeId);
  const seen = useDialect(
    first && {
      // As the Data tab asks for it, so that what that has read is not read again.
      target: {
        workspaceId: dataset.workspaceId,
        datasetId: dataset.id,
        datasetName: dataset.name,
        n: version.n,
        path: first.path,
      },
      dataTypeId: target.leading?.dataTypeId ?? version.dataTypeId,
      size: first.size,
      etag: first.etag,
    },
  );
  return { ...target, ...seen };
}
