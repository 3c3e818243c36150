'use client';

import { Select } from '#components/ui/fields.tsx';
import { NameFilter } from '#components/ui/name-filter.tsx';
import { type DataTypeId, dataTypes } from '#lib/datasets/data-types.ts';
import { countOf } from '#lib/format/count.ts';
import { useView } from './use-view.ts';

interface ListFiltersProps {
  /** "Me" can be asked for once it is known who that is. */
  userKnown: boolean;
  selected: number;
}

export function ListFilters({ userKnown, selected }: ListFiltersProps) {
  const { view, change } = useView();
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2">
      <NameFilter search={view.search} onSearch={(search) => change({ search }, 'replace')} />
      <Select
        label="Type"
        labelHidden
        value={view.dataTypeId ?? ''}
        onChange={({ target }) =>
          change({ dataTypeId: target.value === '' ? undefined : (target.value as DataTypeId) })
        }
      >
        <option value="">Type: any</option>
        {dataTypes.map(({ id, label }) => (
          <option key={id} value={id} title={label}>
            {id}
          </option>
        ))}
      </Select>
      {view.kind === 'samples' ? null : (
        <Select
          label="Owner"
          labelHidden
          value={view.mineOnly ? 'me' : ''}
          disabled={!userKnown}
          onChange={({ target }) => change({ mineOnly: target.value === 'me' })}
        >
          <option value="">Owner: anyone</option>
          <option value="me">Owner: me</option>
        </Select>
      )}
      <span aria-live="polite" className="ml-auto text-muted max-md:sr-only">
        {selected > 0 ? `${countOf(selected, 'dataset')} selected` : ''}
      </span>
    </search>
  );
}
