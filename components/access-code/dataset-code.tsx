'use client';

import { useOrigin } from '#components/ui/use-origin.ts';
import { datasetTarget } from '#lib/access-code/access-target.ts';
import type { Dataset, DatasetVersion } from '#lib/datasets/dataset-schema.ts';
import { AccessCodeDialog } from './access-code-dialog.tsx';
import { AccessCodeSection } from './access-code-section.tsx';

interface DatasetCodeProps {
  /** The workspace one is in; a sample's own is another. */
  workspaceId: string;
  dataset: Dataset;
  version: DatasetVersion;
}

/** The access code of a version as part of the dataset's page. */
export function DatasetCodeSection({ workspaceId, dataset, version }: DatasetCodeProps) {
  const portalUrl = useOrigin();
  return <AccessCodeSection target={datasetTarget({ portalUrl, workspaceId }, dataset, version)} />;
}

export function DatasetCodeDialog({
  workspaceId,
  dataset,
  version,
  onClose,
}: DatasetCodeProps & { onClose: () => void }) {
  const portalUrl = useOrigin();
  const target = datasetTarget({ portalUrl, workspaceId }, dataset, version);
  return <AccessCodeDialog target={target} onClose={onClose} />;
}
