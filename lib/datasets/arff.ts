/** A column of an ARFF file. Dates are days: `yyyy-MM-dd`. */
export interface ArffColumn {
  name: string;
  type: 'numeric' | 'nominal' | 'string' | 'date';
}

export type ArffCell = string | number | boolean | null | undefined;

/**
 * Rows as ARFF text, by the rules of Weka's own writer. Null, undefined and the empty text are missing (`?`). A nominal
 * column lists its values in order of first appearance. Throws a `RangeError` where a cell does not fit its column, a
 * row has another length, or two columns share a name.
 */
export function toArff(
  relation: string,
  columns: readonly ArffColumn[],
  rows: readonly (readonly ArffCell[])[],
): string {
  if (new Set(columns.map(({ name }) => name)).size !== columns.length)
    throw new RangeError('Two columns share a name; ARFF attributes need names of their own.');
  const lines = rows.map((row, index) => {
    if (row.length !== columns.length)
      throw new RangeError(`Row ${index + 1} has ${row.length} cells, not ${columns.length}.`);
    return columns.map((column, at) => cellText(column, row[at], index)).join(',');
  });
  const attributes = columns.map(
    (column, at) =>
      `@attribute ${quote(column.name)} ${typeText(
        column,
        rows.map((row) => row[at]),
      )}`,
  );
  return [`@relation ${quote(relation)}`, '', ...attributes, '', '@data', ...lines, ''].join('\n');
}

function typeText({ type }: ArffColumn, cells: readonly ArffCell[]): string {
  if (type === 'date') return 'date "yyyy-MM-dd"';
  if (type !== 'nominal') return type;
  const values = new Set(cells.filter((cell) => !isMissing(cell)).map(String));
  return `{${[...values].map(quote).join(',')}}`;
}

function cellText({ name, type }: ArffColumn, cell: ArffCell, index: number): string {
  if (isMissing(cell)) return '?';
  const fits =
    type === 'numeric'
      ? typeof cell === 'number' && Number.isFinite(cell)
      : type !== 'date' || /^\d{4}-\d{2}-\d{2}$/.test(String(cell));
  if (!fits) throw new RangeError(`Row ${index + 1} of "${name}" is no ${type} value: ${String(cell)}.`);
  return quote(String(cell));
}

function isMissing(cell: ArffCell): boolean {
  return cell === null || cell === undefined || cell === '';
}

const escapes: Record<string, string> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '%': '\\%',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\u001e': '\\u001E',
};

/** Weka's `Utils.quote`: backslash escapes inside single quotes, and quotes alone where a delimiter or space is. */
function quote(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Weka escapes the record separator U+001E
  const escaped = text.replace(/[\\'"%\t\n\r\u001e]/g, (character) => escapes[character] ?? character);
  return escaped !== text || text === '' || text === '?' || /[ {},]/.test(text) ? `'${escaped}'` : text;
}
