'use client';

import type { ReactNode } from 'react';
import { Select } from '#components/ui/fields.tsx';
import { NameFilter } from '#components/ui/name-filter.tsx';
import type { ShareState } from '#lib/shares/share-schema.ts';
import { type ShareListView, states } from '../share-view.ts';
import { stateWords } from '../share-words.ts';

interface LinkFiltersProps {
  label: string;
  view: ShareListView;
  change: (change: Partial<ShareListView>, how?: 'push' | 'replace') => void;
  /** Beside them, at the end. */
  children?: ReactNode;
}

/** Which links are listed: by name or note, by state, one's own. */
export function LinkFilters({ label, view, change, children }: LinkFiltersProps) {
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2">
      <NameFilter label={label} search={view.search} onSearch={(search) => change({ search }, 'replace')} />
      <Select
        label="State"
        labelHidden
        value={view.state ?? ''}
        onChange={({ target }) => change({ state: (target.value || undefined) as ShareState | undefined })}
      >
        <option value="">State: any</option>
        {states.map((state) => (
          <option key={state} value={state}>
            {stateWords[state]}
          </option>
        ))}
      </Select>
      <Select
        label="By"
        labelHidden
        value={view.mineOnly ? 'me' : ''}
        onChange={({ target }) => change({ mineOnly: target.value === 'me' })}
      >
        <option value="">By: anyone</option>
        <option value="me">By: me</option>
      </Select>
      <div className="ml-auto">{children}</div>
    </search>
  );
}
