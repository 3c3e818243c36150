'use client';

import { Checkbox } from '#components/ui/checkbox.tsx';
import { classNames } from '#components/ui/class-names.ts';
import type { ExperimentView } from './experiment-view.ts';
import { columnsOf } from './table-columns.ts';

interface TableHeadProps {
  kind: ExperimentView['kind'];
  /** How many of the page's rows are picked, and how all are; undefined where none can be. */
  pick?: { picked: 'none' | 'some' | 'all'; onPickPage: () => void } | undefined;
}

export function TableHead({ kind, pick }: TableHeadProps) {
  return (
    <thead>
      <tr>
        {pick ? (
          <th scope="col" className="w-10 pr-0!">
            <Checkbox
              label="Select this page"
              labelHidden
              checked={pick.picked === 'all'}
              indeterminate={pick.picked === 'some'}
              onChange={pick.onPickPage}
            />
          </th>
        ) : null}
        {columnsOf(kind).map(({ id, label, className, numeric }) => (
          <th key={id} scope="col" className={classNames(className, numeric && 'text-right!')}>
            <span className={id === 'restore' ? 'sr-only' : undefined}>{label}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
}
