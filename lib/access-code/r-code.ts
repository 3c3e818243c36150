import type { DataTypeId } from '#lib/datasets/data-types.ts';
import type { AccessTarget } from './access-target.ts';
import { delimitedOf } from './delimited.ts';
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
${readingOf(target.dataTypeId)}
`;
}

function readingOf(dataTypeId: DataTypeId): string {
  const delimited = delimitedOf(dataTypeId);
  if (delimited) {
    const reader = delimited.tab ? 'read.delim' : 'read.csv';
    const header = delimited.header ? 'check.names = FALSE' : 'header = FALSE';
    return `frame <- ${reader}(path, ${header}, fileEncoding = "UTF-8-BOM")`;
  }
  switch (dataTypeId) {
    case 'Parquet':
      return 'frame <- arrow::read_parquet(path) # install.packages("arrow")';
    case 'JSON':
      return 'data <- jsonlite::fromJSON(path) # install.packages("jsonlite")';
    case 'NDJSON':
      return 'frame <- jsonlite::stream_in(file(path), verbose = FALSE) # install.packages("jsonlite")';
    case 'ARFF':
      return 'frame <- foreign::read.arff(path)';
    case 'PlainText':
      return 'data <- readLines(path, encoding = "UTF-8")';
    case 'Zip':
      return 'data <- unzip(path, list = TRUE)';
    default:
      return 'data <- readBin(path, "raw", file.size(path))';
  }
}
