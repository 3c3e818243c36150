'use client';

import Link from 'next/link';
import { Chip } from '#components/ui/chip.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Action } from '#lib/access/actions.ts';
import { labelOf } from '#lib/datasets/data-types.ts';
import type { Dataset, DatasetVersion } from '#lib/datasets/dataset-schema.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { formatCount } from '#lib/format/count.ts';
import { datasetsPath } from '#lib/paths.ts';
import { DatasetActions } from './dataset-actions.tsx';

interface DatasetHeaderProps {
  workspaceId: string;
  dataset: Dataset;
  /** The version the page shows; undefined while it is being asked for. */
  shown: DatasetVersion | undefined;
  kind: 'own' | 'sample';
  can: readonly Action[];
}

export function DatasetHeader({ workspaceId, dataset, shown, kind, can }: DatasetHeaderProps) {
  return (
    <header className="grid gap-1.5">
      <nav aria-label="Breadcrumb" className="text-muted">
        <Link href={datasetsPath(workspaceId)} className="link">
          Datasets
        </Link>{' '}
        /{' '}
        <Link href={datasetsPath(workspaceId, kind === 'sample' ? 'samples' : undefined)} className="link">
          {kind === 'sample' ? 'Samples' : 'My datasets'}
        </Link>
      </nav>
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
        <h1 className="min-w-0 flex-auto">{dataset.name}</h1>
        <DatasetActions workspaceId={workspaceId} dataset={dataset} shown={shown} can={can} />
      </div>
      <FactChips dataset={dataset} version={shown ?? dataset.newest} />
    </header>
  );
}

function FactChips({ dataset, version }: { dataset: Dataset; version: DatasetVersion }) {
  const md5 = version.fileCount === 1 ? version.files[0]?.md5 : null;
  return (
    <div className="flex flex-wrap gap-1.5">
      <Chip title={labelOf(version.dataTypeId)}>{version.dataTypeId}</Chip>
      <Chip title={`${formatCount(version.size)} bytes`}>
        <b>{formatBytes(version.size)}</b>
      </Chip>
      <Chip tone={version.n === dataset.version ? 'plain' : 'warn'}>
        version <b>{version.n}</b> of {dataset.version}
      </Chip>
      <Chip>
        {version.owner.displayName}, <Time at={version.createdAt} />
      </Chip>
      {md5 ? <Chip title={`MD5 ${md5}`}>MD5 {md5.slice(0, 8)}…</Chip> : null}
    </div>
  );
}
