'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { formatCount } from '#lib/format/count.ts';
import { GridCell, GridHeaderCell } from './grid-cell.tsx';
import {
  absenceWord,
  type CellPosition,
  columnWidths,
  type GridTable,
  headerHeight,
  moveBy,
  rowHeight,
  rowNumberWidth,
  rowsInSight,
  stretchWidths,
} from './grid-layout.ts';

interface DataGridProps {
  table: GridTable;
  /** What the grid shows, for screen readers. */
  label: string;
  active: CellPosition | undefined;
  onActivate: (position: CellPosition) => void;
}

/** Rows and columns of a preview; only what is in sight is in the page. Arrow keys move from cell to cell. */
export function DataGrid({ table, label, active, onActivate }: DataGridProps) {
  const { columns, rows } = table;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const room = useWidthOf(scroller);
  const widths = useMemo(() => stretchWidths(columnWidths(table), room - rowNumberWidth), [table, room]);

  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => widths[index] ?? 0,
    paddingStart: rowNumberWidth,
    scrollPaddingStart: rowNumberWidth,
    overscan: 4,
  });
  const down = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    paddingStart: headerHeight,
    scrollPaddingStart: headerHeight,
    overscan: 8,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the widths are what estimateSize answers from
  useLayoutEffect(() => across.measure(), [across, widths]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.metaKey) return;
    const size = { rows: rows.length, columns: columns.length };
    const to = moveBy(event.key, event.ctrlKey, active ?? { row: -1, column: 0 }, size);
    if (!to) return;
    event.preventDefault();
    onActivate(to);
    across.scrollToIndex(to.column);
    if (to.row >= 0) down.scrollToIndex(to.row);
    else scroller.current?.scrollTo({ top: 0 });
  }

  const cellId = ({ row, column }: CellPosition) => `${id}-${row}-${column}`;
  const isActive = (row: number, column: number) => active?.row === row && active.column === column;
  const seen = across.getVirtualItems();
  const width = across.getTotalSize();

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot leave out the cells that are not in sight
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={table.total === null ? -1 : table.total + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={active ? cellId(active) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="panel relative overflow-auto overscroll-x-contain focus-visible:outline-offset-0"
      style={{ maxHeight: headerHeight + rowsInSight * rowHeight + 2 }}
    >
      <div role="presentation" style={{ width, height: down.getTotalSize() }} className="relative">
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the active cell */}
        <div
          role="row"
          aria-rowindex={1}
          className="sticky top-0 z-2 border-line border-b bg-panel"
          style={{ height: headerHeight, width }}
        >
          <GridHeaderCell corner width={rowNumberWidth} />
          {seen.map(({ index, start, size }) => (
            <GridHeaderCell
              key={index}
              id={cellId({ row: -1, column: index })}
              column={columns[index]}
              index={index}
              start={start}
              width={size}
              active={isActive(-1, index)}
              onActivate={onActivate}
            />
          ))}
        </div>
        {down.getVirtualItems().map((line) => (
          // biome-ignore lint/a11y/useSemanticElements: see above
          // biome-ignore lint/a11y/useFocusableInteractive: see above
          <div
            key={line.index}
            role="row"
            aria-rowindex={line.index + 2}
            className="group absolute left-0 border-line border-b last:border-b-0"
            style={{ top: line.start, height: rowHeight, width }}
          >
            {/* biome-ignore lint/a11y/useSemanticElements: see above */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: see above */}
            <div
              role="rowheader"
              aria-colindex={1}
              className="sticky left-0 z-1 h-full border-line border-r bg-sunken pr-3 text-right font-mono text-[12.5px]/[27px] text-faint"
              style={{ width: rowNumberWidth }}
            >
              {formatCount(line.index + 1)}
            </div>
            {seen.map(({ index, start, size }) => (
              <GridCell
                key={index}
                id={cellId({ row: line.index, column: index })}
                cell={rows[line.index]?.[index] ?? null}
                absence={absenceWord(table, columns[index], rows[line.index]?.[index] ?? null)}
                numeric={columns[index]?.type === 'number'}
                index={index}
                start={start}
                width={size}
                active={isActive(line.index, index)}
                row={line.index}
                onActivate={onActivate}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Width inside an element's borders, in pixels; measured before the first paint, so that columns never jump. */
function useWidthOf(ref: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setWidth(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}
