'use client';

import { useState } from 'react';
import { Chip } from '#components/ui/chip.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { countOf, formatCount } from '#lib/format/count.ts';
import type { Column, Grid } from '#lib/preview/preview.ts';
import { DataGrid } from './data-grid.tsx';
import { absenceWord, type CellPosition, cellText, type GridTable, typeWord } from './grid-layout.ts';
import { PreviewNotes } from './preview-notes.tsx';
import { statsWords } from './stats-words.ts';

/** How much of the file the grid shows; exact, or how far it reaches. */
function extentOf({ rows, total }: Pick<Grid, 'rows' | 'total'>): string {
  if (total === null) return `first ${countOf(rows.length, 'row')}`;
  if (total > rows.length) return `first ${rows.length} of ${countOf(total, 'row')}`;
  return total === 1 ? 'the only row' : `all ${countOf(total, 'row')}`;
}

/** Two parts for the page's columns: the grid over the whole width, and below it the cell that is read. */
export function TableView({ table, label }: { table: GridTable; label: string }) {
  const [active, setActive] = useState<CellPosition>();
  return (
    <>
      <div className="grid gap-2.5 lg:col-span-2">
        <div className="flex min-h-[22px] flex-wrap items-center gap-x-3 gap-y-1.5">
          <p className="text-muted">
            {countOf(table.columns.length, 'column')} ·{' '}
            <Chip tone={table.total === null ? 'plain' : 'good'}>{extentOf(table)}</Chip>
          </p>
          <PreviewNotes notes={table.notes} />
        </div>
        <DataGrid table={table} label={label} active={active} onActivate={setActive} />
      </div>
      <CellReader table={table} active={active} />
    </>
  );
}

/** The active cell in full, as the grid cuts what is wider than its column. */
function CellReader({ table, active }: { table: GridTable; active: CellPosition | undefined }) {
  const column = active && table.columns[active.column];
  if (!active || !column)
    return (
      <p className="panel px-3 py-4 text-muted">
        Select a cell to read all of it here
        {table.columns.some(({ stats }) => stats) ? ', a name to see what its column holds' : ''}.
      </p>
    );
  const cell = active.row < 0 ? column.name : (table.rows[active.row]?.[active.column] ?? null);
  const text = cellText(cell);
  return (
    <section aria-label="Active cell" className="panel px-3 py-2">
      <header className="flex min-h-8 items-center gap-2">
        <h2 className="min-w-0 flex-1 truncate text-xs">
          {active.row < 0 ? 'Column' : `Row ${formatCount(active.row + 1)}`} · {column.name}
          <span className="font-normal text-muted"> {typeWords(column)}</span>
        </h2>
        {typeof cell === 'object' && cell ? (
          <Chip>
            first {formatCount(cell.cut.length)} of {formatCount(cell.length)} characters
          </Chip>
        ) : null}
        {text === null ? null : <CopyButton text={text} what="cell" />}
      </header>
      {active.row < 0 && column.stats && table.total !== null ? (
        <p className="mb-1 text-muted">{statsWords(column.stats, table.total)}</p>
      ) : null}
      <pre className="max-h-80 overflow-auto whitespace-pre-wrap">
        {text ?? <span className="text-faint">{absenceWord(table, column, cell)}</span>}
      </pre>
    </section>
  );
}

function typeWords(column: Column): string {
  const { from } = column;
  if (from === 'extra') return `${typeWord(column)}, beyond the header`;
  return from === 'position' ? `${typeWord(column)}, no name in the file` : typeWord(column);
}
