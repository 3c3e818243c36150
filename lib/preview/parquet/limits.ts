export const rowsShown = 100;
export const mostColumns = 10_000;

const MiB = 1024 * 1024;

/** The most bytes of metadata that are read: files of thousands of columns and row groups have some. */
export const mostFooter = 16 * MiB;
/** The most bytes of pages a preview reads of one file, and of one leaf in a row group; a first page often has 1 MiB. */
export const mostRead = 16 * MiB;
export const mostReadOfLeaf = 4 * MiB;
/** A page that says it unpacks to more is left alone: some hundred bytes may say so of gigabytes. */
export const mostUnpacked = 64 * MiB;
/** The most values of a page that are decoded. */
export const mostValues = 4_000_000;
