/** Shortest and longest password of a link, in characters. */
export const passwordLengths = { min: 8, max: 200 };
export const maxNoteLength = 500;
export const maxDownloadLimit = 1_000_000;
/** Days that a link may be asked to live where the workspace's policy says nothing. */
export const longestLifeDays = 3650;
/** Files that one link to receive data may take. */
export const maxRequestedFiles = 10_000;
/** Days that what arrived through a link waits to be accepted. */
export const submissionDays = 30;

/** Received files that are listed at once, the newest. */
export const mostSubmissions = 1000;
