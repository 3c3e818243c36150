import type { AccessTarget } from './access-target.ts';
import { codecOf, type Delimited, delimitedOf, emptyRemark, type Written } from './dialect.ts';
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
    const { delimiter, decimalComma, endsOpen } = delimited;
    const reader = delimiter === '\t' ? 'read.delim' : 'read.csv';
    const sep = delimiter === '\t' || delimiter === ',' ? '' : `sep = ${rString(delimiter)}, `;
    const dec = decimalComma ? `dec = ${rString(',')}, ` : '';
    const { skip, head } = headOf(delimited);
    const skipped = skip > 0 ? `skip = ${skip}, ` : '';
    const frame = `${emptyRemark(written)}frame <- ${reader}(path, ${sep}${skipped}${dec}${head}${endsOpen ? ', row.names = NULL' : ''}${textClasses(delimited)}, fileEncoding = ${rString(encoding ?? 'UTF-8-BOM')})`;
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

/** What R is told of the lines before the first row. It counts the columns by the first five. */
function headOf({ header, skip, names, isUneven, columns }: Delimited): { skip: number; head: string } {
  if (names) {
    // It passes over lines, and a name may hold their ends.
    const ends = columns.reduce((sum, { name = '' }) => sum + (name.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
    const given = `col.names = c(${names.map(rString).join(', ')})`;
    return { skip: skip + 1 + ends, head: `header = FALSE, ${given}, check.names = FALSE` };
  }
  if (header) return { skip, head: 'check.names = FALSE' };
  const counted = isUneven ? `, col.names = paste0("V", 1:${columns.length})` : '';
  return { skip, head: `header = FALSE${counted}` };
}

/** What R is told of columns to be kept as text. */
function textClasses({ header, names: given, endsOpen, columns }: Delimited): string {
  const names = textNames(columns, (_, at) => {
    if (given) return given[at];
    if (!header) return `V${at + 1}`;
    // As R has them: without spaces around them, and each over the column after its own.
    if (endsOpen) return at === 0 ? 'row.names' : columns[at - 1]?.name?.trim();
    return columns[at]?.name?.trim();
  });
  if (names.length === 0) return '';
  const character = rString('character');
  return `, colClasses = c(${names.map((name) => `${rString(name)} = ${character}`).join(', ')})`;
}
