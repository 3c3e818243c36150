// Free of validators, so that the browser can hold to the limits of the server.

/** Longest description (README), in UTF-16 code units. */
export const maxDescriptionLength = 100_000;

/** How long a deleted dataset can be restored. */
export const undoDays = 7;

/** What lists of datasets can be sorted by. */
export const datasetSorts = ['name', 'updatedAt', 'size', 'dataTypeId'] as const;

/** Most files of a version that an answer carries, and that a list of versions carries of each. */
export const filesShown = 1000;
export const filesListed = 10;
