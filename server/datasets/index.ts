export { addVersion, type NewVersion } from './add-version.ts';
export { deleteDataset, restoreDataset } from './delete-dataset.ts';
export { findDataset } from './find-dataset.ts';
export { describeDataset, getDataset, listVersions } from './get-dataset.ts';
export { issueReadKey } from './issue-read-key.ts';
export { listDatasets } from './list-datasets.ts';
export { holderOf, nameTaken, refusingTakenName } from './name-taken.ts';
export { purgeDatasets } from './purge-datasets.ts';
export { updateDataset } from './update-dataset.ts';
