// Free of validators, so that the browser can hold to the limits of the server.

/** Most files one version can have. */
export const maxFilesInFolder = 100_000;

/** Most files one request declares, seals or asks keys for. */
export const filesAtOnce = 500;
export const tooManyAtOnce = `Name ${filesAtOnce} files at once at most, and the others in further requests.`;
