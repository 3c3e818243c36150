import Papa from 'papaparse';

/**
 * Rows as CSV (RFC 4180) with lines that end in CRLF, the last one too. Cells are what strangers typed: one that a spreadsheet would
 * take for a formula begins with an apostrophe, and so does what would be one where the spreadsheet parts cells at `;` or tabs.
 */
export function toCsv(rows: readonly (readonly unknown[])[] | readonly object[]): string {
  const safe = rows.map((row) =>
    Array.isArray(row)
      ? row.map(harmless)
      : Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, harmless(cell)])),
  );
  return `${Papa.unparse(safe, { newline: '\r\n' })}\r\n`;
}

/** Also in full width, as Asian keyboards write it. Quotes before are dropped by who parts the line there. */
const formula = /((?:^|[;\t\r\n])[\s"']*)(?=[=+\-@＝＋－＠])/g;

function harmless(cell: unknown): unknown {
  return typeof cell === 'string' ? cell.replace(formula, "$1'") : cell;
}
