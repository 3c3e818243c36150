import type { AccessTarget } from './access-target.ts';
import { codecOf, type Delimited, delimitedOf, type Written } from './dialect.ts';
import { extensionOf } from './extension.ts';
import { rString } from './quoting.ts';
import { textNames } from './seen-columns.ts';

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
    const { delimiter, skip, decimalComma, endsOpen } = delimited;
    const reader = delimiter === '\t' ? 'read.delim' : 'read.csv';
    const sep = delimiter === '\t' || delimiter === ',' ? '' : `sep = ${rString(delimiter)}, `;
    const skipped = skip > 0 ? `skip = ${skip}, ` : '';
    const dec = decimalComma ? `dec = ${rString(',')}, ` : '';
    const header = delimited.header ? 'check.names = FALSE' : 'header = FALSE';
    const frame = `frame <- ${reader}(path, ${sep}${skipped}${dec}${header}${endsOpen ? ', row.names = NULL' : ''}${textClasses(delimited)}, fileEncoding = ${rString(encoding ?? 'UTF-8-BOM')})`;
    // R names the column too many `row.names` and puts it first, so that each name stands over the column after its own.
    return endsOpen ? `${frame}\nframe <- setNames(frame[-length(frame)], names(frame)[-1])` : frame;
  }
  const connection = encoding ? `file(path, encoding = ${rString(encoding)})` : undefined;
  // jsonlite opens a connection for bytes, which would leave the encoding as it is.
  const lines = connection && `readLines(${connection}, warn = FALSE)`;
  switch (written.dataTypeId) {
    case 'Parquet':
      return 'frame <- arrow::read_parquet(path) # install.packages("arrow")';
    case 'JSON':
      return `data <- jsonlite::fromJSON(${lines ?? 'path'}) # install.packages("jsonlite")`;
    case 'NDJSON':
      return `frame <- jsonlite::stream_in(${lines ? `textConnection(${lines}, encoding = "UTF-8")` : 'file(path)'}, verbose = FALSE) # install.packages("jsonlite")`;
    case 'ARFF':
      return `frame <- foreign::read.arff(${connection ?? 'path'})`;
    case 'PlainText':
      return `data <- ${lines ?? 'readLines(path, encoding = "UTF-8")'}`;
    case 'Zip':
      return 'data <- unzip(path, list = TRUE)';
    default:
      return 'data <- readBin(path, "raw", file.size(path))';
  }
}

/** What R is told of columns to be kept as text. */
function textClasses({ header, endsOpen, columns }: Delimited): string {
  const names = textNames(columns, (_, at) => {
    if (!header) return `V${at + 1}`;
    // As R has them: without spaces around them, and each over the column after its own.
    if (endsOpen) return at === 0 ? 'row.names' : columns[at - 1]?.name?.trim();
    return columns[at]?.name?.trim();
  });
  if (names.length === 0) return '';
  const character = rString('character');
  return `, colClasses = c(${names.map((name) => `${rString(name)} = ${character}`).join(', ')})`;
}
