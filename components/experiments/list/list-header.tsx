'use client';

import { Select } from '#components/ui/fields.tsx';
import { NameFilter } from '#components/ui/name-filter.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { undoDays } from '#lib/datasets/dataset-limits.ts';
import { experimentsPath } from '#lib/paths.ts';
import type { ExperimentView } from './experiment-view.ts';
import { useExperimentView } from './use-experiment-view.ts';

/** Title, tabs and filters. */
export function ListHeader({ workspaceId, kind }: { workspaceId: string; kind: ExperimentView['kind'] }) {
  const { view, change } = useExperimentView();
  return (
    <>
      <h1 className="min-h-8">Experiments</h1>
      <Tabs
        shallow
        label="Which experiments"
        className="mt-1.5 mb-3"
        tabs={[
          { href: experimentsPath(workspaceId), label: 'My experiments', current: kind !== 'samples' },
          { href: experimentsPath(workspaceId, 'samples'), label: 'Samples', current: kind === 'samples' },
        ]}
      />
      <search className="mb-3 flex flex-wrap items-center gap-2">
        <NameFilter search={view.search} onSearch={(search) => change({ search }, 'replace')} />
        {kind === 'samples' ? null : (
          <Select
            label="Which of them"
            labelHidden
            value={kind}
            onChange={({ target }) => change({ kind: target.value === 'deleted' ? 'deleted' : 'mine' })}
          >
            <option value="mine">Show: current</option>
            <option value="deleted">Show: recently deleted</option>
          </Select>
        )}
      </search>
      {kind === 'deleted' ? (
        <p className="mb-3 text-muted">
          Deleted experiments stay here for {undoDays} days and can be restored; then they are gone for good.
        </p>
      ) : null}
    </>
  );
}
