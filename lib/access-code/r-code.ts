import type { AccessTarget } from './access-target.ts';
import { codecOf, delimitedOf, type Written } from './dialect.ts';
import { extensionOf } from './extension.ts';
import { rString } from './quoting.ts';

/** R 3.6 or later; answers `frame`, or `data` (lines, a list or bytes) where it is no table. */
export function rCode(target: AccessTarget): string {
  return `# ${rString(target.name)}
url <- ${rString(target.portalUrl + target.contentPath)}
path <- tempfile(fileext = ${rString(extensionOf(target.dataTypeId))})
download.file(
  url, path, mode = "wb", method = "libcurl", quiet = TRUE,
  headers = c(Authorization = paste("Bearer", Sys.getenv("SLUICE_TOKEN")))
)
${readingOf(target)}
`;
}

function readingOf(written: Written): string {
  const encoding = codecOf(written)?.toUpperCase();
  const delimited = delimitedOf(written);
  if (delimited) {
    const { delimiter } = delimited;
    const reader = delimiter === '\t' ? 'read.delim' : 'read.csv';
    const sep = delimiter === '\t' || delimiter === ',' ? '' : `sep = ${rString(delimiter)}, `;
    const header = delimited.header ? 'check.names = FALSE' : 'header = FALSE';
    return `frame <- ${reader}(path, ${sep}${header}, fileEncoding = ${rString(encoding ?? 'UTF-8-BOM')})`;
  }
  // The readers below take a path for UTF-8, or a connection.
  const connection = `file(path${encoding ? `, encoding = ${rString(encoding)}` : ''})`;
  const source = encoding ? connection : 'path';
  switch (written.dataTypeId) {
    case 'Parquet':
      return 'frame <- arrow::read_parquet(path) # install.packages("arrow")';
    case 'JSON':
      return `data <- jsonlite::fromJSON(${source}) # install.packages("jsonlite")`;
    case 'NDJSON':
      return `frame <- jsonlite::stream_in(${connection}, verbose = FALSE) # install.packages("jsonlite")`;
    case 'ARFF':
      return `frame <- foreign::read.arff(${source})`;
    case 'PlainText':
      return encoding ? `data <- readLines(${connection})` : 'data <- readLines(path, encoding = "UTF-8")';
    case 'Zip':
      return 'data <- unzip(path, list = TRUE)';
    default:
      return 'data <- readBin(path, "raw", file.size(path))';
  }
}
