'use client';

import { classNames } from '#components/ui/class-names.ts';
import { PageCheckbox, type PickedOfPage } from '#components/ui/page-checkbox.tsx';
import type { ExperimentView } from './experiment-view.ts';
import { columnsOf } from './table-columns.ts';

interface TableHeadProps {
  kind: ExperimentView['kind'];
  /** How many of the page's rows are picked, and how all are; undefined where none can be. */
  pick?: { picked: PickedOfPage; onPickPage: () => void } | undefined;
}

export function TableHead({ kind, pick }: TableHeadProps) {
  return (
    <thead>
      <tr>
        {pick ? <PageCheckbox {...pick} /> : null}
        {columnsOf(kind).map(({ id, label, className, numeric }) => (
          <th key={id} scope="col" className={classNames(className, numeric && 'text-right!')}>
            <span className={id === 'restore' ? 'sr-only' : undefined}>{label}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
}
