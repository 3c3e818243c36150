import type { ReadTarget } from '#components/transfers/read-target.ts';
import type { DatasetFile, DatasetVersion } from '#lib/datasets/dataset-schema.ts';

/** What shows the files of a version. */
export interface VersionFiles {
  workspaceId: string;
  datasetId: string;
  version: DatasetVersion;
  /** Undefined where the file cannot be read now. */
  targetOf: (file: Pick<DatasetFile, 'path'>) => ReadTarget | undefined;
}
