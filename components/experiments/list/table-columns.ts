import type { ExperimentView } from './experiment-view.ts';

interface Column {
  id: string;
  label: string;
  /** Width, and the width of the table from which it is there: names keep 220 px. A phone shows name, status and updated. */
  className: string;
  numeric?: boolean;
}

const name: Column = { id: 'name', label: 'Name', className: 'w-auto' };
const status: Column = { id: 'status', label: 'Status', className: 'w-[104px] md:w-[124px]' };
const runs: Column = { id: 'runs', label: 'Runs', className: 'w-[72px] @max-xl:hidden', numeric: true };
const creator: Column = { id: 'creator', label: 'Creator', className: 'w-[168px] @max-4xl:hidden' };
const updated: Column = { id: 'updated', label: 'Updated', className: 'w-[96px] md:w-[120px]' };
const gone: Column = { id: 'gone', label: 'Gone in', className: 'w-[88px]' };
const restore: Column = { id: 'restore', label: 'Restore', className: 'w-[104px]' };

export function columnsOf(kind: ExperimentView['kind']): readonly Column[] {
  if (kind === 'deleted')
    return [
      name,
      { ...status, className: 'w-[124px] @max-2xl:hidden' },
      runs,
      { ...creator, className: 'w-[168px] @max-4xl:hidden' },
      gone,
      restore,
    ];
  return [name, status, runs, creator, updated];
}
