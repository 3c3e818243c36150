import type { Sort } from './list-view.ts';

interface Column {
  id: string;
  label: string;
  sort?: Sort;
  /** Width, and the width of the table from which it is there: names keep 220 px. A phone shows name, size and updated. */
  className: string;
  numeric?: boolean;
}

const name: Column = { id: 'name', label: 'Name', sort: 'name', className: 'w-auto' };
const type: Column = {
  id: 'type',
  label: 'Type',
  sort: 'dataTypeId',
  className: 'w-[184px] @max-2xl:hidden',
};
const size: Column = {
  id: 'size',
  label: 'Size',
  sort: 'size',
  className: 'w-[80px] md:w-[92px]',
  numeric: true,
};
const version: Column = { id: 'version', label: 'Version', className: 'w-[84px] @max-3xl:hidden' };
const owner: Column = { id: 'owner', label: 'Owner', className: 'w-[150px] @max-4xl:hidden' };
const updated: Column = {
  id: 'updated',
  label: 'Updated',
  sort: 'updatedAt',
  className: 'w-[96px] md:w-[120px]',
};
const gone: Column = { id: 'gone', label: 'Gone in', className: 'w-[88px]' };
const restore: Column = { id: 'restore', label: 'Restore', className: 'w-[104px]' };

export const listedColumns = [name, type, size, version, owner, updated];
export const deletedColumns = [
  name,
  type,
  { ...size, className: 'w-[92px] @max-3xl:hidden' },
  owner,
  gone,
  restore,
];
