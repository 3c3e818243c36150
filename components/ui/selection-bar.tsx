import type { ReactNode } from 'react';
import { formatCount } from '#lib/format/count.ts';
import { IconButton } from './button.tsx';
import { CrossIcon } from './icons.tsx';

interface SelectionBarProps {
  /** Names the bar for screen readers: "Selected datasets". */
  label: string;
  count: number;
  /** Follows the count: their size, say. */
  sum?: ReactNode;
  onClear: () => void;
  /** What can be done with them. */
  children: ReactNode;
}

/** The bar at the foot of a list while rows are picked. */
export function SelectionBar({ label, count, sum, onClear, children }: SelectionBarProps) {
  return (
    <div
      role="toolbar"
      aria-label={label}
      className="fixed inset-x-0 bottom-0 z-20 flex h-[52px] items-center gap-2 border-line border-t bg-panel px-4 md:left-[216px] md:px-6"
    >
      {children}
      <span className="ml-auto truncate text-muted">
        {formatCount(count)} selected{sum ? <> · {sum}</> : null}
      </span>
      <IconButton label="Clear the selection" onClick={onClear}>
        <CrossIcon />
      </IconButton>
    </div>
  );
}
