import { memo } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import type { Cell, Column } from '#lib/preview/preview.ts';
import { type CellPosition, cellText, typeWord } from './grid-layout.ts';

interface Place {
  id: string;
  index: number;
  start: number;
  width: number;
  active: boolean;
  /** Must stay the same function: cells already in the page are then left alone while one scrolls. */
  onActivate: (position: CellPosition) => void;
}

const activeClass = 'outline-2 outline-accent -outline-offset-2';

interface GridCellProps extends Place {
  row: number;
  cell: Cell;
  /** The word in place of text that is not there. */
  absence: string;
  numeric: boolean;
}

export const GridCell = memo(function GridCell({
  id,
  row,
  index,
  start,
  width,
  active,
  onActivate,
  cell,
  absence,
  numeric,
}: GridCellProps) {
  const text = cellText(cell);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a td needs a table
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the active cell
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
    <div
      id={id}
      role="gridcell"
      aria-colindex={index + 2}
      aria-selected={active}
      onClick={() => onActivate({ row, column: index })}
      className={classNames(
        'absolute top-0 h-full truncate whitespace-pre border-line border-r px-3 font-mono text-[12.5px]/[27px] group-hover:bg-sunken',
        numeric && 'text-right',
        active && activeClass,
      )}
      style={{ left: start, width }}
    >
      {text ?? <span className="text-faint">{absence}</span>}
    </div>
  );
});

type GridHeaderCellProps =
  | (Place & { corner?: false; column: Column | undefined })
  | { corner: true; width: number };

export function GridHeaderCell(props: GridHeaderCellProps) {
  if (props.corner)
    return (
      // biome-ignore lint/a11y/useSemanticElements: a th needs a table
      // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
      <div
        role="columnheader"
        aria-colindex={1}
        className="sticky left-0 z-1 h-full border-line border-r bg-sunken"
        style={{ width: props.width }}
      >
        <span className="sr-only">Row</span>
      </div>
    );
  const { id, column, index, start, width, active, onActivate } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a th needs a table
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the active cell
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
    <div
      id={id}
      role="columnheader"
      aria-colindex={index + 2}
      onClick={() => onActivate({ row: -1, column: index })}
      title={column?.name}
      className={classNames(
        'absolute top-0 flex h-full items-baseline gap-1.5 whitespace-pre border-line border-r px-3 leading-[35px]',
        active && activeClass,
      )}
      style={{ left: start, width }}
    >
      <span
        className={classNames(
          'min-w-0 truncate text-[13px]',
          column?.from === 'header' ? 'font-semibold' : 'text-muted italic',
        )}
      >
        {column?.name}
      </span>
      <span className="shrink-0 text-faint text-xs">{column && typeWord(column)}</span>
    </div>
  );
}
